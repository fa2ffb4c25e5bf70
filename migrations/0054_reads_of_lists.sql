-- What the municipality reads of the register's own lists is all in what it reads of its own and the register's (0040): said once.
drop policy reads on provision_form_rule;
drop policy reads on placement_subcategory;

const ofProviders = 'providers of interventions, and nothing of individuals';

// The register holds no individual: who lives where stands in the case.
export const registerExtract = {
  parts: [],
  without: {
    register_party: 'which municipalities use the register of providers',
    provision_form_rule: 'which forms an intervention may be given in',
    placement_subcategory: 'which sub-categories a request can have',
    municipal_list: 'which of the two a municipality has lists of its own of',
    open_data_decision: 'whether the register is published as open data',
    provider: ofProviders,
    provider_version: ofProviders,
    provider_unit: ofProviders,
    provider_unit_version: ofProviders,
    provider_unit_address: ofProviders,
    offer: ofProviders,
    offer_version: ofProviders,
    agreement: ofProviders,
    price: ofProviders,
    permit: ofProviders,
    control_list: 'what is controlled of a provider',
    provider_control: ofProviders,
    provider_control_decision: ofProviders,
    provider_state: ofProviders,
    provider_stop: ofProviders,
    place: ofProviders,
    place_use: 'which municipality has taken up a place on which days, and not for whom',
    register_import: 'which files the register was read from',
  },
} as const;

export const Back = ({
  href,
  text,
  isNumber = false,
}: {
  readonly href: string;
  readonly text: string;
  readonly isNumber?: boolean;
}) => (
  <p className="back">
    <a href={href}>{isNumber ? <span className="number">{text}</span> : text}</a>
  </p>
);

import type { Child } from 'hono/jsx';
import { Icon, type IconName } from '../icon.tsx';

/** A page with a single message: not found, failed, refused. */
export function MessagePage({
  icon,
  title,
  text,
  children,
}: {
  icon: IconName;
  title: string;
  text: string;
  children?: Child;
}) {
  return (
    <div class="message">
      <Icon name={icon} />
      <h1>{title}</h1>
      <p>{text}</p>
      {children}
    </div>
  );
}

/** The number of issues to review. The page, the response to an answer and live updates share this markup. */
export function InboxNote({ count, more = false }: { count: number; more?: boolean }) {
  return (
    <p class="page-note" id="inbox-note">
      {count === 0
        ? 'Nothing to review'
        : `${more ? 'More than ' : ''}${count} to review, most valuable first`}
    </p>
  );
}

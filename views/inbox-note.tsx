/** How many issues wait, under the Inbox's heading; the same markup for the page, for an answer and for the live update. */
export function InboxNote({ count, more = false }: { count: number; more?: boolean }) {
  return (
    <p class="page-note" id="inbox-note">
      {count === 0
        ? 'Nothing waits for a person'
        : `${more ? 'More than ' : ''}${count} ${count === 1 ? 'waits' : 'wait'} for a person, most valuable first`}
    </p>
  );
}

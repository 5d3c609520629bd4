/** A moment for people, with the exact one behind it. `at` is ISO 8601. */
export function When({ at }: { at: string }) {
  const [day = '', time = ''] = at.split('T');
  return (
    <time datetime={at} title={at}>
      {day} {time.slice(0, 5)} UTC
    </time>
  );
}

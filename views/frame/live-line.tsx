/**
 * The thin line under the top bar: opens the page's event stream and shows its state. The extension doesn't
 * retry a first request that fails, so the trigger fires every 15 s; while a stream is open, that has no
 * effect.
 */
export function LiveLine({ url, counts }: { url?: string | undefined; counts?: string | undefined }) {
  if (!url) return <div class="live-line" />;
  const connect = { 'hx-sse:connect': url, 'hx-trigger': 'load, every 15s', 'hx-swap': 'none' };
  return (
    <div class="live-line" id="live" data-live="connecting" data-counts={counts} {...connect}>
      <span class="live-words" role="status" id="live-words" />
    </div>
  );
}

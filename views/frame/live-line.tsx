/**
 * The thin line under the frame: the page's event stream and its state. A first request that fails is not retried by
 * the extension, so the trigger asks again every 15 s; while a stream is open that does nothing.
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

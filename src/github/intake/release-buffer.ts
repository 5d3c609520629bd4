/**
 * Frees a buffer's memory immediately and leaves the buffer empty. The garbage collector lets about 64 MB of
 * external memory accumulate before it runs, which is more than ten hostile streams should cost. Buffers
 * that share their memory are left to the collector.
 */
export function releaseBuffer(buffer: Buffer): void {
  const memory = buffer.buffer;
  if (memory instanceof ArrayBuffer && memory.byteLength === buffer.byteLength && !memory.detached) {
    memory.transfer(0);
  }
}

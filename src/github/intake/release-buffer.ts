/**
 * Gives a buffer's memory back at once; the buffer is empty afterwards. The garbage collector lets some 64 MB of
 * memory outside its heap pile up before it looks, which is more than ten hostile streams may cost us. A buffer that
 * shares its memory with others is left to the collector.
 */
export function releaseBuffer(buffer: Buffer): void {
  const memory = buffer.buffer;
  if (memory instanceof ArrayBuffer && memory.byteLength === buffer.byteLength && !memory.detached) {
    memory.transfer(0);
  }
}

/**
 * Number of characters by which two texts differ (inserted, left out or another), as far as `limit`; `limit + 1` where it is more.
 * Time is linear in the length for a fixed limit.
 */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  const width = 2 * limit + 1;
  let row = new Int32Array(width + 2).fill(limit + 1);
  let next = new Int32Array(width + 2).fill(limit + 1);
  // row[d + 1] is the distance of a[0, i) and b[0, i + d - limit)
  for (let d = limit; d < width; d++) row[d + 1] = d - limit;
  for (let i = 1; i <= a.length; i++) {
    let least = limit + 1;
    for (let d = 0; d < width; d++) {
      const j = i + d - limit;
      if (j < 0 || j > b.length) {
        next[d + 1] = limit + 1;
        continue;
      }
      const inserted = next[d] + 1;
      const removed = row[d + 2] + 1;
      const same = j > 0 ? row[d + 1] + (a[i - 1] === b[j - 1] ? 0 : 1) : limit + 1;
      const value = j === 0 ? i : Math.min(inserted, removed, same);
      next[d + 1] = Math.min(value, limit + 1);
      least = Math.min(least, next[d + 1]);
    }
    if (least > limit) return limit + 1;
    [row, next] = [next, row];
  }
  return Math.min(row[b.length - a.length + limit + 1], limit + 1);
}

"""The kernels in numba: bytes to shingles and their least hashes, a table of keys, and exact comparison.

A batch is `Signed.mine`: bytes; of all different shingles hashes, begins, ends; and where each text's shingles are.
"""

import numpy as np
from numba import njit

_BASE = np.uint64(0x9E3779B97F4A7C15)
_FIRST = np.uint64(0xBF58476D1CE4E5B9)
_SECOND = np.uint64(0x94D049BB133111EB)
_THIRD = np.uint64(0xD6E8FEB86659FD93)
_SHIFT = np.uint64(29)
_HALF = np.uint64(32)
_TOP = np.uint64(56)
_SPREAD = np.uint32(0x9E3779B1)
_LOW = np.uint64(0xFFFFFFFF)


@njit(cache=True)
def _mix(value):  # type: ignore[no-untyped-def]
    """Spread all bits into the upper half (Stafford's finaliser, cut to two rounds)."""
    value = (value ^ (value >> np.uint64(30))) * _FIRST
    value = (value ^ (value >> _SHIFT)) * _SECOND
    return value ^ (value >> _HALF)


@njit(cache=True)
def _same(one, two):  # type: ignore[no-untyped-def]
    """Whether two places (buffer, begin, end) hold the same words, however many spaces stand between them."""
    left, a, b = one
    right, c, d = two
    while a < b and c < d:
        byte = left[a]
        if byte != right[c]:
            return False
        a, c = a + 1, c + 1
        if byte == 32:
            a, c = _after(left, a), _after(right, c)
    return a == b and c == d


@njit(cache=True)
def _after(buffer, at):  # type: ignore[no-untyped-def]
    """Where the spaces end."""
    while buffer[at] == 32:
        at += 1
    return at


@njit(cache=True)
def _words(text, start, into):  # type: ignore[no-untyped-def]
    """The hashes and places of the words of a text that begins at `start` and ends with a space; how many."""
    hashes, begins, ends = into
    count, word, begun = 0, np.uint64(0), -1
    for at in range(text.shape[0]):
        byte = text[at]
        if byte != 32:
            if begun < 0:
                begun = at
            word = word * _BASE + np.uint64(byte)
        elif begun >= 0:
            hashes[count], begins[count], ends[count] = _mix(word), start + begun, start + at
            count, word, begun = count + 1, np.uint64(0), -1
    return count


@njit(cache=True)
def _shingles(words, hashes, ends):  # type: ignore[no-untyped-def]
    """Hash and end of each three words in a row, in place; a text of one or two words is one shingle."""
    if words >= 3:
        for at in range(words - 2):
            hashes[at] = _mix(hashes[at] * _FIRST + hashes[at + 1] * _SECOND + hashes[at + 2] * _THIRD)
            ends[at] = ends[at + 2]
        return words - 2
    if words == 2:
        hashes[0] = _mix(hashes[0] * _FIRST + hashes[1] * _SECOND + np.uint64(2))
        ends[0] = ends[1]
    elif words == 1:
        hashes[0] = _mix(hashes[0] * _SECOND + np.uint64(1))
    return min(words, 1)


@njit(cache=True)
def _distinct(buffer, count, into, slots):  # type: ignore[no-untyped-def]
    """Shingles without repeats, in place and in order; `slots` holds twice as many places at least, all -1."""
    hashes, begins, ends = into
    mask, kept = slots.shape[0] - 1, 0
    for at in range(count):
        slot, mine = np.int64(hashes[at] & np.uint64(mask)), (buffer, begins[at], ends[at])
        while slots[slot] >= 0:
            other = slots[slot]
            if hashes[other] == hashes[at] and _same((buffer, begins[other], ends[other]), mine):
                break
            slot = (slot + 1) & mask
        if slots[slot] < 0:
            slots[slot] = kept
            hashes[kept], begins[kept], ends[kept] = hashes[at], begins[at], ends[at]
            kept += 1
    return kept


@njit(cache=True)
def _least(hashes, wanted, keys, tally):  # type: ignore[no-untyped-def]
    """The upper halves of at least `wanted` least hashes into `keys`; how many."""
    tally[:] = 0
    for value in hashes:
        tally[value >> _TOP] += 1
    top, seen, count = 0, tally[0], 0
    while seen < wanted:
        top += 1
        seen += tally[top]
    for value in hashes:
        if value >> _TOP <= np.uint64(top):
            keys[count] = np.uint32(value >> _HALF)
            count += 1
    return count


@njit(cache=True)
def _slots(count):  # type: ignore[no-untyped-def]
    """A power of two, twice `count` or more."""
    size = 8
    while size < 2 * count:
        size *= 2
    return size


@njit(cache=True)
def _sizes(buffer, starts):  # type: ignore[no-untyped-def]
    """Words of all texts, exactly, for memory that is touched first costs most here; bytes of the longest text."""
    words, longest = 1, 0
    for at in range(1, buffer.shape[0]):
        words += (buffer[at] == 32) & (buffer[at - 1] != 32)
    for text in range(starts.shape[0] - 1):
        longest = max(longest, starts[text + 1] - starts[text])
    return words, longest


@njit(cache=True, nogil=True)
def shred(buffer, starts, share, hits):  # type: ignore[no-untyped-def]
    """Shingles and keys of the texts that start at `starts` in `buffer`, each ended by a space; as `Signed`."""
    texts = starts.shape[0] - 1
    most, longest = _sizes(buffer, starts)
    hashes, keys = np.empty(most, np.uint64), np.empty(most, np.uint32)
    begins, ends = np.empty(most, np.int32), np.empty(most, np.int32)
    places, key_places = np.zeros(texts + 1, np.int64), np.zeros(texts + 1, np.int64)
    slots, tally = np.empty(_slots(longest // 2 + 1), np.int32), np.empty(256, np.int32)
    for text in range(texts):
        here, keyed = places[text], key_places[text]
        mine = (hashes[here:], begins[here:], ends[here:])
        count = _shingles(_words(buffer[starts[text] : starts[text + 1]], starts[text], mine), mine[0], mine[2])
        some = slots[: _slots(count)]
        some[:] = -1
        count = _distinct(buffer, count, mine, some)
        places[text + 1] = here + count
        if count:
            alike = np.int64(np.ceil(share * count - 1e-9))
            keyed += _least(mine[0][:count], count - alike + min(hits, alike), keys[keyed:], tally)
        key_places[text + 1] = keyed
    kept = places[texts]
    return buffer, hashes[:kept], begins[:kept], ends[:kept], places, keys[: key_places[texts]], key_places


@njit(cache=True, nogil=True)
def refill(old, table):  # type: ignore[no-untyped-def]
    """All entries of one table into a larger one."""
    mask = table.shape[0] - 1
    for entry in old:
        if entry:
            slot = np.int64((entry >> _HALF) * _SPREAD) & mask
            while table[slot]:
                slot = (slot + 1) & mask
            table[slot] = entry


@njit(cache=True)
def _note(other, tally, found, met):  # type: ignore[no-untyped-def]
    """One more key is shared with a text; 1 where it is the first."""
    tally[other] += 1
    if tally[other] > 1:
        return 0
    found[met] = other
    return 1


@njit(cache=True)
def _meet(table, keys, text, desk):  # type: ignore[no-untyped-def]
    """Count the keys that a text shares with earlier ones, and enter it under those that are not full.

    An entry of the table is a key above a text's number and one; 0 is none.

    Args:
        desk: shared keys by text; who is met; most texts under one key.

    Returns:
        How many were met, how many keys were full, how many entries went in.
    """
    tally, found, most = desk
    mask, met, full, entered = table.shape[0] - 1, 0, 0, 0
    for key in keys:
        wide, seen = np.uint64(key), 0
        slot = np.int64(wide * _SPREAD) & mask
        entry = table[slot]
        while entry:
            if entry >> _HALF == wide:
                seen += 1
                met += _note(np.int64(entry & _LOW) - 1, tally, found, met)
            slot = (slot + 1) & mask
            entry = table[slot]
        if seen < most:
            table[slot] = wide << _HALF | np.uint64(text + 1)
            entered += 1
        else:
            full += 1
    return met, full, entered


@njit(cache=True)
def _may(count, other, shared, rule):  # type: ignore[no-untyped-def]
    """Whether two texts of so many shingles that share so many keys may be alike; `rule` is share, hits, full keys."""
    share, hits, full = rule
    small, large = min(count, other), max(count, other)
    if not small or small / large < share:
        return False
    return shared >= max(1, min(hits, np.int64(np.ceil(share * small - 1e-9))) - full)


@njit(cache=True)
def _widest(rows, places):  # type: ignore[no-untyped-def]
    """The most that any of some rows has."""
    widest = 0
    for row in rows:
        widest = max(widest, places[row + 1] - places[row])
    return widest


@njit(cache=True, nogil=True)
def candidates(batch, table, sizes, rule):  # type: ignore[no-untyped-def]
    """(pairs, 2) of row and earlier text that may be alike, rows ascending; and how many entries went in.

    Args:
        batch: rows that are asked, keys and their places of all rows, number of the first row.
        sizes: shingles of all texts, those of the batch included; 0 for who was not kept.
        rule: least share of shingles, keys that are then shared, most texts under one key.
    """
    rows, keys, key_places, first = batch
    share, hits, most = rule
    desk = (np.zeros(sizes.shape[0] + 1, np.int32), np.empty(_widest(rows, key_places) * most + 1, np.int64), most)
    pairs, count, entered = np.empty((rows.shape[0] * 2 + 16, 2), np.int64), 0, 0
    for row in rows:
        size = sizes[first + row]
        met, full, more = _meet(table, keys[key_places[row] : key_places[row + 1]], first + row, desk)
        entered += more
        while count + met > pairs.shape[0]:
            pairs = np.concatenate((pairs, np.empty_like(pairs)))
        least = max(1, min(hits, np.int64(np.ceil(share * share * size - 1e-9))) - full)
        for text in desk[1][:met]:
            shared, desk[0][text] = desk[0][text], 0
            if shared >= least and text != first + row and _may(size, sizes[text], shared, (share, hits, full)):
                pairs[count, 0], pairs[count, 1] = row, text
                count += 1
    return pairs[:count], entered


@njit(cache=True)
def _fill(hashes, slots):  # type: ignore[no-untyped-def]
    """A text's shingles by their hashes."""
    mask = slots.shape[0] - 1
    slots[:] = -1
    for at in range(hashes.shape[0]):
        slot = np.int64(hashes[at] & np.uint64(mask))
        while slots[slot] >= 0:
            slot = (slot + 1) & mask
        slots[slot] = at


@njit(cache=True)
def _alike(slots, one, two):  # type: ignore[no-untyped-def]
    """The share of shingles in common of two texts (batch, text), by their bytes; the first one's fill `slots`."""
    (buffer, hashes, begins, ends, places), row = one
    (buffer_, hashes_, begins_, ends_, places_), other = two
    here, mask, shared = places[row], slots.shape[0] - 1, 0
    for there in range(places_[other], places_[other + 1]):
        slot, wanted = np.int64(hashes_[there] & np.uint64(mask)), (buffer_, begins_[there], ends_[there])
        while slots[slot] >= 0:
            at = here + slots[slot]
            if hashes[at] == hashes_[there] and _same((buffer, begins[at], ends[at]), wanted):
                shared += 1
                break
            slot = (slot + 1) & mask
    return shared / (places[row + 1] - here + places_[other + 1] - places_[other] - shared)


@njit(cache=True, nogil=True)
def decide(mine, theirs, asked, share):  # type: ignore[no-untyped-def]
    """Each row's twin, -1 for none, and how alike they are; of equals the earliest.

    Args:
        mine, theirs: the batch, and the earlier texts that are candidates.
        asked: pairs of row and text, rows ascending; of each the text's place in `theirs`; the batch's first number.
    """
    pairs, known, first = asked
    places = mine[4]
    twins, how = np.full(places.shape[0] - 1, -1, np.int64), np.zeros(places.shape[0] - 1)
    room, filled = np.empty(_slots(_widest(pairs[:, 0], places)), np.int32), -1
    slots = room[:0]
    for at in range(pairs.shape[0]):
        row, text = pairs[at]
        inside = text >= first
        if inside and twins[text - first] >= 0:
            continue  # a twin itself, so not kept
        if filled != row:
            slots, filled = room[: _slots(places[row + 1] - places[row])], row
            _fill(mine[1][places[row] : places[row + 1]], slots)
        if inside:
            alike = _alike(slots, (mine, row), (mine, text - first))
        else:
            alike = _alike(slots, (mine, row), (theirs, known[at]))
        if alike >= share and (alike > how[row] or (alike == how[row] and text < twins[row])):
            twins[row], how[row] = text, alike
    return twins, how

#include "upload.h"

#include <string.h>

void uploads_forget(uploads *all) {
  for (int i = 0; i < PROGRAMS; i++) {
    all->slots[i].id = 0;
    all->slots[i].committed = false;
  }
}

static upload *find(uploads *all, uint32_t id) {
  for (int i = 0; id != 0 && i < PROGRAMS; i++) {
    if (all->slots[i].id == id) {
      return &all->slots[i];
    }
  }
  return NULL;
}

static upload *find_open(uploads *all, uint32_t id) {
  upload *slot = find(all, id);
  return slot && !slot->committed ? slot : NULL;
}

const program *uploads_find(const uploads *all, uint32_t id) {
  for (int i = 0; id != 0 && i < PROGRAMS; i++) {
    if (all->slots[i].id == id && all->slots[i].committed) {
      return &all->slots[i].parsed;
    }
  }
  return NULL;
}

/* A free slot, else that of the oldest program. */
static upload *make_room(uploads *all) {
  upload *best = &all->slots[0];
  for (int i = 0; i < PROGRAMS; i++) {
    upload *slot = &all->slots[i];
    if (slot->id == 0) {
      return slot;
    }
    if (slot->order < best->order) {
      best = slot;
    }
  }
  return best;
}

code uploads_begin(uploads *all, reader body) {
  uint32_t id = take_u32(&body);
  uint8_t kind = take_u8(&body);
  take_bytes(&body, 3);
  uint32_t length = take_u32(&body);
  const uint8_t *hash = take_bytes(&body, SHA256_BYTES);
  if (!hash || id == 0 || length == 0) {
    return CODE_VALUE;
  }
  if (length > MOST_PROGRAM_BYTES) {
    return CODE_SIZE;
  }
  upload *slot = find(all, id);
  slot = slot ? slot : make_room(all);
  slot->id = id;
  slot->kind = kind;
  slot->committed = false;
  slot->length = length;
  slot->received = 0;
  slot->order = ++all->begun;
  memcpy(slot->hash, hash, SHA256_BYTES);
  memset(slot->seen, 0, sizeof slot->seen);
  return CODE_OK;
}

code uploads_chunk(uploads *all, reader body) {
  uint32_t id = take_u32(&body), offset = take_u32(&body), count = take_u32(&body);
  const uint8_t *piece = take_bytes(&body, count);
  if (count > MOST_CHUNK_BYTES) {
    return CODE_SIZE;
  }
  upload *slot = find_open(all, id);
  if (!slot) {
    return CODE_PROGRAM;
  }
  if (!piece || offset > slot->length || count > slot->length - offset) {
    return CODE_VALUE;
  }
  for (uint32_t i = offset; i < offset + count; i++) {
    uint8_t bit = (uint8_t)(1u << (i & 7));
    slot->received += !(slot->seen[i / 8] & bit);
    slot->seen[i / 8] |= bit;
  }
  memcpy(slot->bytes + offset, piece, count);
  return CODE_OK;
}

static uint32_t first_missing(const upload *slot) {
  uint32_t i = 0;
  while (i < slot->length && slot->seen[i / 8] >> (i & 7) & 1) {
    i++;
  }
  return i;
}

code uploads_commit(uploads *all, uint32_t id, uint32_t *place) {
  upload *slot = find_open(all, id);
  if (!slot) {
    return CODE_PROGRAM;
  }
  if (slot->received != slot->length) {
    *place = first_missing(slot);
    return CODE_HASH;
  }
  uint8_t hash[SHA256_BYTES];
  sha256(slot->bytes, slot->length, hash);
  if (memcmp(hash, slot->hash, SHA256_BYTES) != 0) {
    return CODE_HASH;
  }
  code answer = program_parse(slot->kind, slot->bytes, slot->length, &slot->parsed, place);
  slot->committed = answer == CODE_OK;
  if (slot->committed) {
    *place = 0;
  }
  return answer;
}

// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "content-schema/wire/framing.h"

#include "content-schema/base/digest.h"
#include "tests/support/catch.h"

using namespace madang;

TEST_CASE("a frame is its length, most significant byte first, and its payload") {
  CHECK(frame("abc").value() == std::string("\0\0\0\3abc", 7));
  CHECK(frame("").value() == std::string(4, '\0'));
  CHECK(frame(std::string(k_most_frame_bytes + 1, 'x')).error().kind == ErrorKind::limit);
}

TEST_CASE("frames are found however the stream is cut") {
  const std::vector<std::string> sent = {"one", "", std::string(1000, '2'), "three"};
  std::string stream;
  for (const auto& payload : sent)
    stream += frame(payload).value();

  for (const size_t piece : {size_t{1}, size_t{3}, size_t{5}, size_t{500}, stream.size()}) {
    CAPTURE(piece);
    FrameReader reader;
    std::vector<std::string> received;
    for (size_t at = 0; at < stream.size(); at += piece) {
      const auto whole = reader.feed(as_bytes(std::string_view(stream).substr(at, piece)));
      REQUIRE(whole.has_value());
      received.insert(received.end(), whole->begin(), whole->end());
    }
    CHECK(received == sent);
  }
}

TEST_CASE("a length beyond the cap ends the stream before anything is kept for it") {
  FrameReader reader;
  CHECK(reader.feed(as_bytes("\xff\xff\xff\xff")).error().kind == ErrorKind::limit);
  CHECK(reader.feed(as_bytes("more")).error().kind == ErrorKind::limit);
}

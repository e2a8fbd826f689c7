// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <fcntl.h>
#include <sys/stat.h>

#include <array>
#include <cerrno>
#include <string>
#include <vector>

#include "content-schema/base/file.h"
#include "content-schema/base/unique_fd.h"
#include "player/media/demux.h"
#include "player/media/decode_picture.h"
#include "player/media/limits.h"
#include "player/media/picture_header.h"
#include "player/media/still.h"
#include "player/media/svg.h"

namespace madang {
namespace {

// A JPEG's size stands behind its EXIF data and colour profile, which together hardly pass this.
constexpr std::size_t k_head_bytes = std::size_t{1} << 20;

std::vector<std::byte> read_head(int fd) {
  std::vector<std::byte> head(k_head_bytes);
  std::size_t done = 0;
  while (done < head.size()) {
    const ssize_t got = ::pread(fd, head.data() + done, head.size() - done, static_cast<off_t>(done));
    if (got < 0 && errno == EINTR)
      continue;
    if (got <= 0)
      break;
    done += static_cast<std::size_t>(got);
  }
  head.resize(done);
  return head;
}

MediaFacts facts_of(const Demuxer& film) {
  return {.kind = MediaFacts::Kind::video,
          .size = shown_size(film.coded(), film.sample_aspect(nullptr), film.rotation()),
          .duration = film.length()};
}

}  // namespace

Result<MediaFacts> probe_media(const std::filesystem::path& file) {
  av::silence();
  const std::string name = file.filename().string();
  const UniqueFd fd(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  struct stat info {};
  if (!fd.valid() || ::fstat(fd.get(), &info) != 0) {
    return fail(errno_kind(errno), "'{}' 파일을 열지 못했습니다: {}", "cannot open '{}': {}", file.string(),
                errno_text(errno));
  }
  if (!S_ISREG(info.st_mode))
    return fail(describe(Verdict::not_media, name));
  const auto head = read_head(fd.get());
  if (is_svg(head)) {
    const auto whole = read_file(file, k_max_picture_bytes);
    if (!whole)
      return fail(whole.error());
    return svg_size(*whole, name).map([](Size size) {
      return MediaFacts{.kind = MediaFacts::Kind::image, .size = size, .duration = std::nullopt};
    });
  }
  if (const auto header = read_picture_header(head)) {
    if (header->may_move) {
      const auto film = Demuxer::open(fd.get(), Demuxer::Look::full);
      if (film && film->pictures() > 1 && film->length() > Millis{0})
        return facts_of(*film);
    }
    return check_picture_header(*header, name).map([&] {
      return MediaFacts{
          .kind = MediaFacts::Kind::image, .size = upright_size(*header), .duration = std::nullopt};
    });
  }

  const auto demuxer = Demuxer::open(fd.get(), Demuxer::Look::full);
  if (!demuxer) {
    const auto sound = Demuxer::open_recording(fd.get());
    if (sound && sound->length() > Millis{0})
      return MediaFacts{.kind = MediaFacts::Kind::sound, .size = {}, .duration = sound->length()};
  }
  if (!demuxer)
    return fail(describe(demuxer.error(), name));
  if (demuxer->length() <= Millis{0})
    return fail(describe(Verdict::broken, name));
  return facts_of(*demuxer);
}

}  // namespace madang

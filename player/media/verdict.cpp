// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/media/verdict.h"

namespace madang {

Error describe(Verdict verdict, std::string_view name) {
  switch (verdict) {
    case Verdict::not_media:
      return {ErrorKind::invalid, say("'{}' 파일은 재생할 수 있는 사진이나 영상이 아닙니다. PNG, JPEG, WebP, "
                                      "GIF, SVG 사진이나 MP4, WebM, MKV, MOV 영상으로 "
                                      "저장해 주세요.",
                                      "'{}' is neither a picture nor a video that can be played. Save it as "
                                      "PNG, JPEG, WebP, GIF or SVG, or as "
                                      "MP4, WebM, MKV or MOV.",
                                      name)};
    case Verdict::no_pictures:
      return {ErrorKind::invalid,
              say("'{}' 파일에는 영상 트랙이 없습니다. 소리만 든 파일은 화면에 띄울 수 없습니다.",
                  "'{}' has no picture track; a file with sound only cannot be shown.", name)};
    case Verdict::codec_refused:
      return {
          ErrorKind::invalid,
          say("'{}' 파일의 영상 코덱은 지원하지 않습니다. H.264, HEVC, VP9, AV1 가운데 하나로 다시 저장해 "
              "주세요.",
              "the video coding of '{}' is not supported. Save it again as H.264, HEVC, VP9 or AV1.", name)};
    case Verdict::too_large:
      return {ErrorKind::limit,
              say("'{}' 영상의 해상도가 너무 큽니다. 4096x2304 넓이까지 재생할 수 있습니다.",
                  "the video '{}' has too many pixels; up to the area of 4096x2304 can be played.", name)};
    case Verdict::broken:
      return {ErrorKind::invalid,
              say("'{}' 영상이 깨져 있어 재생할 수 없습니다. 원본에서 다시 저장해 주세요.",
                  "the video '{}' is damaged and cannot be played. Save it again from the original.", name)};
    case Verdict::unreadable:
      return {ErrorKind::unavailable,
              say("'{}' 파일을 디스크에서 읽다가 실패했습니다.", "reading '{}' from the disk failed.", name)};
    case Verdict::no_memory:
      return {ErrorKind::limit, say("'{}' 영상을 재생하는 데 허용된 메모리가 모자랍니다.",
                                    "playing the video '{}' takes more memory than it is allowed.", name)};
    case Verdict::no_sound:
      return {
          ErrorKind::invalid,
          say("'{}' 파일에서 들을 수 있는 소리를 찾지 못했습니다. Opus, MP3, AAC, FLAC, WAV 가운데 하나로 "
              "다시 저장해 주세요.",
              "'{}' has no sound that can be played. Save it again as Opus, MP3, AAC, FLAC or WAV.", name)};
    case Verdict::playing:
    case Verdict::ended:
    case Verdict::needs_refining:
    case Verdict::needs_software:
    case Verdict::hardware_failed:
      break;
  }
  return {ErrorKind::bug, say("'{}': 오류가 아닌 상태입니다.", "'{}': this state is no fault.", name)};
}

}  // namespace madang

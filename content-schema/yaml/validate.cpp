// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "content-schema/yaml/validate.h"

#include <algorithm>
#include <filesystem>

#include "content-schema/yaml/fields.h"
#include "content-schema/yaml/nearest.h"

namespace madang::yaml {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view k_zoneinfo = "/usr/share/zoneinfo";

/// Rounded up, so that what is a little too long does not look right.
Millis::rep in_seconds(Millis length) {
  return std::chrono::ceil<std::chrono::seconds>(length).count();
}

template <class T>
std::vector<std::string> keys_of(const std::map<std::string, T>& map) {
  std::vector<std::string> out;
  for (const auto& [key, value] : map) {
    if (key.find('#') == std::string::npos)
      out.push_back(key);
  }
  return out;
}

std::vector<std::string> time_zones() {
  std::vector<std::string> zones;
  std::error_code error;
  for (fs::recursive_directory_iterator it(k_zoneinfo, error), end; !error && it != end;
       it.increment(error)) {
    const std::string name = it->path().lexically_relative(k_zoneinfo).generic_string();
    if (name == "posix" || name == "right")
      it.disable_recursion_pending();
    std::error_code ignored;
    if (it->is_regular_file(ignored) && !name.empty() && name.front() >= 'A' && name.front() <= 'Z')
      zones.push_back(name);
  }
  std::sort(zones.begin(), zones.end());
  return zones;
}

class Validator {
 public:
  Validator(const Folder& folder, const Abilities& abilities, Collected& collected, Report& report)
      : folder_(folder),
        abilities_(abilities),
        collected_(collected),
        document_(collected.document),
        report_(report) {}

  void run() {
    for (const Screen& screen : document_.site.screens) {
      screens_.push_back(screen.id.value);
      for (const GroupId& group : screen.groups)
        groups_.insert(group.value);
    }
    for (const Link& link : collected_.links.links)
      check(link);
    for (const MapWord& word : collected_.links.map_words)
      check(word);
    check_twice();
    check_nesting(document_, report_);
    if (collected_.site_read)
      check_shown();
    use_names_of_the_disk();
  }

 private:
  void check(const Link& link) {
    switch (link.to) {
      case Link::To::playlist:
        return check_document(link, document_.playlists.contains(link.name),
                              document_.layouts.contains(link.name));
      case Link::To::layout:
        return check_document(link, document_.layouts.contains(link.name),
                              document_.playlists.contains(link.name));
      case Link::To::map:
        if (!document_.maps.contains(link.name) && !collected_.present.contains(link.name)) {
          lost(link, "unknown-map",
               say("지도 파일 {}이(가) 없습니다.", "there is no map {}.", in_quotes(link.name)),
               keys_of(document_.maps));
        }
        return;
      case Link::To::screen:
        if (collected_.site_read &&
            std::find(screens_.begin(), screens_.end(), link.name) == screens_.end()) {
          lost(link, "unknown-screen",
               say("화면 '{}'이(가) site.yaml에 없습니다.", "there is no screen '{}' in site.yaml.",
                   link.name),
               screens_);
        }
        return;
      case Link::To::group:
        if (collected_.site_read && !groups_.contains(link.name)) {
          lost(link, "unknown-group",
               say("그룹 '{}' 에 든 화면이 site.yaml에 없습니다.",
                   "no screen of site.yaml is in a group '{}'.", link.name),
               {groups_.begin(), groups_.end()});
        }
        return;
      case Link::To::image:
      case Link::To::video:
      case Link::To::sound:
      case Link::To::table:
        return check_medium(link);
      case Link::To::time_zone:
        return check_time_zone(link);
      case Link::To::font_role:
        if (!abilities_.font_roles.empty() && !abilities_.font_roles.contains(link.name)) {
          lost(link, "unknown-font",
               say("'{}'(이)라는 글꼴은 없습니다.", "there is no font called '{}'.", link.name),
               {abilities_.font_roles.begin(), abilities_.font_roles.end()});
        }
        return;
      case Link::To::live_value:
        return check_live(link);
      case Link::To::live_number:
        return check_live_number(link);
    }
  }

  void check(const MapWord& word) {
    const auto map = document_.maps.find(word.map);
    if (map == document_.maps.end() || map->second.find(word.word) != nullptr)
      return;  // what is wrong with the map has been said
    std::vector<std::string> known;
    if (word.category) {
      for (const MapCategory& each : map->second.categories)
        known.push_back(each.id);
      if (std::find(known.begin(), known.end(), word.word) != known.end())
        return;
    }
    for (const MapFeature& each : map->second.features)
      known.push_back(each.id);
    report_.error("unknown-feature", word.place,
                  word.category ? say("지도에 '{}'(이)라는 것도, 그런 업종도 없습니다.",
                                      "there is neither a feature nor a category '{}' on the map.", word.word)
                                : say("지도에 '{}'(이)라는 것이 없습니다.",
                                      "there is no feature '{}' on the map.", word.word),
                  report_.full() ? Bilingual{} : did_you_mean(word.word, known));
  }

  /// A market has too many features to list them all.
  static Bilingual did_you_mean(const std::string& word, const std::vector<std::string>& known) {
    const std::string_view near = nearest(word, known);
    return near.empty() ? say("점포 번호나 지도에 있는 id를 쓰세요.",
                              "write the number of a shop, or an id of the map.")
                        : advise(word, std::vector<std::string>{std::string(near)});
  }

  void check_live(const Link& link) {
    if (find_value(document_.data, link.name) != nullptr)
      return;
    if (!collected_.present.contains("data.yaml")) {
      report_.error(
          "unknown-value", link.place,
          say("{}을(를) 물을 곳이 없습니다. data.yaml 파일이 없습니다.",
              "nobody can be asked for {}: there is no data.yaml.", in_quotes(link.name)),
          say("자료원과 그 값을 data.yaml에 적으세요.", "write the source and its values into data.yaml."));
      return;
    }
    if (!document_.data.empty()) {  // else it could not be read, and that has been said
      lost(link, "unknown-value",
           say("값 {}이(가) data.yaml에 없습니다.", "there is no value {} in data.yaml.",
               in_quotes(link.name)),
           live_names());
    }
  }

  void check_live_number(const Link& link) {
    const DataValue* value = find_value(document_.data, link.name);
    if (value == nullptr || value->type == DataValue::Type::number)
      return;
    report_.error(
        "not-a-number", link.place,
        say("값 {}은(는) 글이라서 크기를 견줄 수 없습니다.", "the value {} is text and has no size.",
            in_quotes(link.name)),
        say("data.yaml에서 그 값에 'type: number'를 더하세요.", "add 'type: number' to it in data.yaml."));
  }

  std::vector<std::string> live_names() const {
    std::vector<std::string> names;
    for (const DataSource& source : document_.data) {
      for (const auto& [name, value] : source.values)
        names.push_back(live_name(source.id, name));
    }
    return names;
  }

  void lost(const Link& link, std::string_view code, Bilingual what, const std::vector<std::string>& known) {
    report_.error(code, link.place, std::move(what), report_.full() ? Bilingual{} : advise(link.name, known));
  }

  void check_document(const Link& link, bool is_right, bool is_other) {
    if (is_right)
      return;
    const bool to_layout = link.to == Link::To::layout;
    const std::string name = in_quotes(link.name);
    if (is_other) {
      report_.error(
          "wrong-kind", link.place,
          to_layout
              ? say("{}은(는) 레이아웃이 아니라 재생 목록입니다.", "{} is a playlist, not a layout.", name)
              : say("{}은(는) 재생 목록이 아니라 레이아웃입니다.", "{} is a layout, not a playlist.", name),
          to_layout
              ? say("layouts 폴더의 파일을 적거나, 재생 목록을 받는 항목(play, playlist)을 쓰세요.",
                    "name a file of the folder layouts, or use the key for playlists (play or playlist).")
              : say("'layout: {0}'(으)로 쓰세요.", "write 'layout: {0}'.", link.name));
      return;
    }
    if (collected_.present.contains(link.name))
      return;  // it is there, and what is wrong in it has been said
    lost(link, to_layout ? "unknown-layout" : "unknown-playlist",
         to_layout ? say("레이아웃 파일 {}이(가) 없습니다.", "there is no layout {}.", name)
                   : say("재생 목록 파일 {}이(가) 없습니다.", "there is no playlist {}.", name),
         to_layout ? keys_of(document_.layouts) : keys_of(document_.playlists));
  }

  void check_medium(const Link& link) {
    const std::string name = in_quotes(link.name);
    const Folder::Medium medium = folder_.find_medium(link.name);
    switch (medium.found) {
      case Folder::Found::file:
        if (medium.path != link.name)
          disk_names_[link.name] = medium.path;
        return check_playable(link, medium.path);
      case Folder::Found::missing: {
        const std::string_view near =
            report_.full() ? std::string_view() : nearest(link.name, folder_.files());
        report_.error(
            "missing-media", link.place, say("파일 {}이(가) 없습니다.", "there is no file {}.", name),
            near.empty()
                ? say("파일을 콘텐츠 폴더에 넣거나 이름을 고치세요. 대문자와 소문자도 같아야 합니다.",
                      "put it into the content folder, or mend the name; capitals matter.")
                : advise(link.name, std::vector<std::string>{std::string(near)}));
        return;
      }
      case Folder::Found::outside:
        report_.error("path-leaves", link.place,
                      say("{}은(는) 콘텐츠 폴더 밖의 파일을 가리키는 링크입니다.",
                          "{} is a link to a file outside the content folder.", name),
                      say("링크 대신 파일을 복사해 넣으세요.", "copy the file into the folder instead."));
        return;
      case Folder::Found::not_a_file:
        report_.error("not-a-file", link.place,
                      say("{}은(는) 파일이 아니라 폴더입니다.", "{} is not a file.", name),
                      say("폴더 안의 파일 이름까지 적으세요.", "name a file inside it."));
        return;
    }
  }

  /// Whether the file is what the item says, by opening it.
  void check_playable(const Link& link, const std::string& path) {
    if (!abilities_.probe || report_.full() || link.to == Link::To::table)
      return;
    const auto [known, is_new] = facts_.try_emplace(path);
    if (is_new)
      known->second = abilities_.probe(folder_.root() / path);
    const Result<MediaFacts>& facts = known->second;
    if (link.to == Link::To::sound)
      return check_audible(link, path, facts);
    if (!facts) {
      report_.error("unplayable-media", link.place, facts.error().message,
                    say("다른 프로그램에서 열리는지 보고, 열리지 않으면 다시 내보내거나 받으세요.",
                        "see whether another program opens it; if not, export or download it again."));
      return;
    }
    collected_.inventory[path] = {folder_.root() / path, *facts};
    const std::string name = in_quotes(link.name);
    if (facts->kind == MediaFacts::Kind::sound) {
      report_.error("wrong-medium", link.place,
                    say("{}은(는) 소리만 든 파일입니다.", "{} has sound and nothing to see.", name),
                    say("그림이나 영상 파일을 적으세요.", "name a picture or a video."));
      return;
    }
    const bool is_video = facts->kind == MediaFacts::Kind::video;
    if (is_video == (link.to == Link::To::video))
      return;
    report_.error("wrong-medium", link.place,
                  is_video ? say("{}은(는) 그림이 아니라 영상입니다.", "{} is a video, not a picture.", name)
                           : say("{}은(는) 영상이 아니라 그림입니다.", "{} is a picture, not a video.", name),
                  is_video ? say("'video: {}'(으)로 쓰세요.", "write 'video: {}'.", link.name)
                           : say("'image: {}'(으)로 쓰세요.", "write 'image: {}'.", link.name));
  }

  /// The same for the sound of an alarm. A film is none: what is heard then has to be all there is of it.
  void check_audible(const Link& link, const std::string& path, const Result<MediaFacts>& facts) {
    const std::string name = in_quotes(link.name);
    if (!facts || facts->kind != MediaFacts::Kind::sound) {
      report_.error(facts ? "wrong-medium" : "unplayable-media", link.place,
                    facts ? say("{}은(는) 소리 파일이 아닙니다.", "{} is not a sound file.", name)
                          : say("{}에서 들을 수 있는 소리를 찾지 못했습니다.",
                                "there is no sound in {} that can be played.", name),
                    say("소리만 Opus, MP3, AAC, FLAC, WAV 가운데 하나로 저장해 그 파일을 적으세요.",
                        "save the sound alone as Opus, MP3, AAC, FLAC or WAV, and name that file."));
      return;
    }
    const Millis length = facts->duration.value_or(Millis{0});
    if (length > k_longest_alarm_sound) {
      report_.error("too-long", link.place,
                    say("소리 {}이(가) {}초입니다.", "the sound {} takes {} s.", name, in_seconds(length)),
                    say("{}초까지 쓸 수 있습니다. 짧은 말일수록 잘 들립니다.",
                        "it may take up to {} s; the shorter the words, the better they are heard.",
                        in_seconds(k_longest_alarm_sound)));
      return;
    }
    if (collected_.inventory.try_emplace(path, Asset{folder_.root() / path, *facts}).second)
      sounding_ += length;
    if (sounding_ > k_most_alarm_sound) {
      report_.error("too-long", link.place,
                    say("비상 소리를 모두 합치면 {}초입니다.", "all sounds of alarms together take {} s.",
                        in_seconds(sounding_)),
                    say("모두 합쳐 {}초까지 쓸 수 있습니다. 화면이 늘 풀어서 들고 있기 때문입니다.",
                        "together they may take up to {} s, since screens keep them at hand.",
                        in_seconds(k_most_alarm_sound)));
    }
  }

  void check_time_zone(const Link& link) {
    std::error_code error;
    if (!fs::is_directory(k_zoneinfo, error))
      return;  // nothing here to judge by
    const bool safe = link.name.find("..") == std::string::npos && link.name.front() != '/';
    if (safe && fs::is_regular_file(fs::path(k_zoneinfo) / link.name, error))
      return;
    const std::vector<std::string> zones = time_zones();
    const std::string_view near = nearest(link.name, zones);
    report_.error("unknown-zone", link.place,
                  say("시간대 {}은(는) 없습니다.", "there is no time zone {}.", in_quotes(link.name)),
                  near.find('/') == std::string_view::npos
                      ? say("'Asia/Seoul'처럼 쓰세요.", "write it like 'Asia/Seoul'.")
                      : advise(link.name, zones));
  }

  void check_twice() {
    std::map<std::pair<Named::What, std::string>, const Named*> first;
    for (const Named& named : collected_.links.named) {
      const auto [found, is_new] = first.try_emplace({named.what, named.name}, &named);
      if (is_new)
        continue;
      const SourceMark& other = found->second->place.mark;
      const bool entry = named.what == Named::What::entry;
      const std::string_view noun_ko = entry                               ? "일정"
                                       : named.what == Named::What::screen ? "화면"
                                       : named.what == Named::What::source ? "자료원"
                                                                           : "비상 화면";
      const std::string_view noun_en = entry                               ? "an entry"
                                       : named.what == Named::What::screen ? "a screen"
                                       : named.what == Named::What::source ? "a source"
                                                                           : "an alarm page";
      report_.error(entry ? "duplicate-name" : "duplicate-id", named.place,
                    say("{0} {2}이(가) 이미 있습니다 ({3}:{4}).", "there already is {1} {2} ({3}:{4}).",
                        noun_ko, noun_en, in_quotes(named.name), other.file, other.line),
                    say("다른 이름을 쓰세요.", "give it another name."));
    }
  }

  /// Values and what is never shown: both depend on where things come up.
  void check_shown() {
    const Reached shown = reach(document_);
    check_languages(document_, collected_.links.needed, shown, report_);
    for (const NeededValue& needed : collected_.links.needed)
      check_value(needed, shown);
    if (!collected_.all_read || report_.errors() > 0)  // what is wrong elsewhere may be why
      return;

    std::set<std::string> wanted;
    for (const NeededValue& needed : collected_.links.needed)
      wanted.insert(needed.name);
    for (const GivenValue& given : collected_.links.given) {
      if (!wanted.insert(given.name).second)
        continue;  // used, or already said
      report_.warning(
          "unused-value", given.place,
          say("값 {}을(를) 쓰는 글이 없습니다.", "no text uses the value {}.", in_quotes(given.name)),
          say("글 안에 {{{0}}} 라고 쓰면 그 자리에 들어갑니다.",
              "write {{{0}}} in a text where it should stand.", given.name));
    }
    for (const auto& [path, playlist] : document_.playlists) {
      if (path.find('#') == std::string::npos && !shown.contains(path))
        warn_unused("unused-playlist", playlist.mark,
                    say("이 재생 목록은 어디에서도 나오지 않습니다.", "this playlist is never shown."));
    }
    warn_unheard();
    warn_unasked();
    for (const auto& [path, layout] : document_.layouts) {
      if (!shown.contains(path))
        warn_unused("unused-layout", layout.mark,
                    say("이 레이아웃은 어디에서도 나오지 않습니다.", "this layout is never shown."));
    }
  }

  void warn_unheard() {
    const auto& screens = document_.site.screens;
    if (std::any_of(screens.begin(), screens.end(), [](const Screen& each) { return each.speaker; }))
      return;
    for (const auto& [kind, page] : document_.alarms) {
      if (page.sound.empty() || kind == k_all_clear)
        continue;
      report_.warning("unheard-sound", {page.mark, 1},
                      say("이 화면의 소리를 낼 화면이 없습니다.", "no screen sounds this alarm."),
                      say("site.yaml에서 스피커가 있는 화면에 'speaker: true'를 더하세요.",
                          "add 'speaker: true' to the screens of site.yaml that have a speaker."));
    }
  }

  void warn_unasked() {
    std::set<std::string> asked;
    for (const Link& link : collected_.links.links) {
      if (link.to == Link::To::live_value)
        asked.insert(link.name.substr(0, link.name.find('.')));
    }
    for (const DataSource& source : document_.data) {
      if (asked.contains(source.id))
        continue;
      report_.warning(
          "unused-source", {source.mark, 1},
          say("자료원 {}의 값을 쓰는 글이 없습니다.", "no text uses a value of the source {}.",
              in_quotes(source.id)),
          say("글의 values에 'data: {0}.이름'을 적거나 이 자료원을 지우세요.",
              "write 'data: {0}.name' under the values of a text, or remove the source.", source.id));
    }
  }

  void warn_unused(std::string_view code, const SourceMark& mark, Bilingual what) {
    report_.warning(code, {mark, 1}, std::move(what),
                    say("schedule.yaml에 일정을 더하거나 파일을 지우세요.",
                        "add an entry to schedule.yaml, or remove the file."));
  }

  void check_value(const NeededValue& needed, const Reached& shown) {
    const std::vector<Screen>& screens = document_.site.screens;
    std::vector<std::string> lacking;
    size_t asked = 0;
    const auto ask = [&](const Screen& screen) {
      ++asked;
      const bool of_the_way = needed.name == "metres" && screen.place;  // the map says it
      if (!screen.values.contains(needed.name) && !of_the_way)
        lacking.push_back(screen.id.value);
    };
    const auto where = shown.find(needed.playlist);
    if (where != shown.end() && !where->second.empty()) {
      for (const size_t index : where->second)
        ask(screens[index]);
    } else {
      for (const Screen& screen : screens)
        ask(screen);
    }
    if (lacking.empty() && asked > 0)
      return;
    if (lacking.size() == asked) {
      report_.error("missing-value", needed.place,
                    say("{{{0}}} 자리에 넣을 값이 없습니다.", "there is no value for {{{0}}}.", needed.name),
                    say("이 항목에 'values: {{ {0}: \"...\" }}'를 더하세요. 중괄호를 그대로 보이려면 "
                        "{{{{{0}}}}} 라고 쓰세요.",
                        "add 'values: {{ {0}: \"...\" }}' to this item; to show the braces themselves write "
                        "{{{{{0}}}}}.",
                        needed.name));
      return;
    }
    report_.error("missing-value", needed.place,
                  say("{{{0}}} 값이 없는 화면에도 이 글이 나옵니다: {1}.",
                      "this text also comes up on screens without a value for {{{0}}}: {1}.", needed.name,
                      listed(lacking)),
                  say("site.yaml에서 그 화면의 values에 '{0}'을(를) 더하세요.",
                      "add '{0}' to the values of those screens in site.yaml.", needed.name));
  }

  void use_names_of_the_disk() {
    if (disk_names_.empty())
      return;
    const auto rename = [&](std::string& path) {
      const auto found = disk_names_.find(path);
      if (found != disk_names_.end())
        path = found->second;
    };
    for (auto& [path, playlist] : document_.playlists) {
      for (Item& item : playlist.items) {
        if (auto* image = std::get_if<ImageItem>(&item.what))
          rename(image->path);
        if (auto* video = std::get_if<VideoItem>(&item.what))
          rename(video->path);
        if (auto* table = std::get_if<TableItem>(&item.what))
          rename(table->csv);
      }
    }
    for (auto& [path, map] : document_.maps)
      rename(map.plan);
    for (auto& [kind, page] : document_.alarms) {
      for (AlarmSound& sound : page.sound)
        rename(sound.medium);
    }
  }

  const Folder& folder_;
  const Abilities& abilities_;
  Collected& collected_;
  Document& document_;
  Report& report_;
  std::vector<std::string> screens_;
  std::set<std::string> groups_;
  std::map<std::string, Result<MediaFacts>> facts_;  // by path, as probed
  Millis sounding_{0};                               // of all sounds of alarms, each file once
  std::map<std::string, std::string> disk_names_;    // as written -> as the disk has it
};

}  // namespace

void validate(const Folder& folder, const Abilities& abilities, Collected& collected, Report& report) {
  Validator(folder, abilities, collected, report).run();
}

}  // namespace madang::yaml

// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "content-schema/geo/geojson.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <nlohmann/json.hpp>

namespace madang::geo {
namespace {

using Json = nlohmann::json;

/// What stops the reading; caught where it began.
struct Refusal {
  Error error;
};

template <class... Args>
[[noreturn]] void refuse(ErrorKind kind, fmt::format_string<Args...> ko, fmt::format_string<Args...> en,
                         Args&&... args) {
  throw Refusal{{kind, say<Args...>(ko, en, std::forward<Args>(args)...)}};
}

class Reader {
 public:
  explicit Reader(const GeoLimits& limits) : limits_(limits) {}

  std::vector<GeoFeature> read(const Json& root) {
    const std::string type = type_of(root);
    if (root.contains("crs"))
      check_system(root["crs"]);
    if (type == "FeatureCollection") {
      const auto features = root.find("features");
      if (features == root.end() || !features->is_array())
        refuse(ErrorKind::invalid, "'features' 목록이 없습니다. GeoJSON으로 다시 내보내세요.",
               "there is no list 'features'; export it as GeoJSON again.");
      for (const Json& each : *features)
        add(each);
    } else {
      add(root);
    }
    return std::move(features_);
  }

 private:
  static std::string type_of(const Json& node) {
    if (node.is_object()) {
      const auto type = node.find("type");
      if (type != node.end() && type->is_string())
        return type->get<std::string>();
    }
    refuse(ErrorKind::invalid, "GeoJSON이 아닙니다: 'type'이 없습니다. QGIS나 geojson.io에서 GeoJSON으로 내보내세요.",
           "this is no GeoJSON: there is no 'type'. Export it as GeoJSON from QGIS or geojson.io.");
  }

  /// RFC 7946 4 knows WGS 84 only; older files may name another system, and their numbers would mislead.
  static void check_system(const Json& crs) {
    const std::string words = crs.dump();
    if (words.find("CRS84") != std::string::npos || words.find("4326") != std::string::npos)
      return;
    refuse(ErrorKind::invalid,
           "좌표계가 WGS 84가 아닙니다. QGIS에서 내보낼 때 좌표계를 'EPSG:4326 - WGS 84'로 고르세요.",
           "the coordinates are not in WGS 84. Choose 'EPSG:4326 - WGS 84' when exporting from QGIS.");
  }

  void add(const Json& node) {
    if (features_.size() >= limits_.features)
      refuse(ErrorKind::limit, "지도에 든 것이 {}개보다 많습니다. 시장 밖의 것을 지우세요.",
             "there are more than {} features; remove what is not of the market.", limits_.features);
    GeoFeature& feature = features_.emplace_back();
    feature.number = features_.size();
    if (type_of(node) != "Feature") {
      read_geometry(node, feature, 0);
      return;
    }
    for (const char* name : {"id", "feature_type"}) {  // the second one of IMDF
      if (const auto word = node.find(name); word != node.end())
        keep(feature, name, *word, 0);
    }
    if (const auto properties = node.find("properties"); properties != node.end() && properties->is_object()) {
      for (const auto& [name, value] : properties->items())
        keep(feature, name, value, 0);
    }
    if (const auto geometry = node.find("geometry"); geometry != node.end() && !geometry->is_null())
      read_geometry(*geometry, feature, 0);
  }

  void keep(GeoFeature& feature, const std::string& name, const Json& value, int depth) {
    if (value.is_object() && depth < 2) {
      for (const auto& [inner, each] : value.items())
        keep(feature, name + "." + inner, each, depth + 1);
      return;
    }
    std::string words;
    if (value.is_string())
      words = value.get<std::string>();
    else if (value.is_boolean())
      words = value.get<bool>() ? "true" : "false";
    else if (value.is_number())
      words = value.dump();
    else
      return;
    if (words.size() > limits_.word_bytes) {
      size_t end = limits_.word_bytes;
      while (end > 0 && (static_cast<unsigned char>(words[end]) & 0xC0) == 0x80)
        --end;
      words.resize(end);
    }
    if (!words.empty())
      feature.properties.try_emplace(name, std::move(words));
  }

  [[noreturn]] static void refuse_shape(const GeoFeature& feature) {
    refuse(ErrorKind::invalid, "'{}'의 좌표를 읽을 수 없습니다. 지우고 다시 그리세요.",
           "the coordinates of '{}' cannot be read; delete it and draw it again.", feature.called());
  }

  MapPoint point(const Json& node, const GeoFeature& feature) {
    if (!node.is_array() || node.size() < 2 || !node[0].is_number() || !node[1].is_number())
      refuse_shape(feature);
    if (++points_ > limits_.points)
      refuse(ErrorKind::limit, "점이 {}개보다 많습니다. QGIS의 '단순화'로 점을 줄이세요.",
             "there are more than {} points; use 'Simplify' in QGIS.", limits_.points);
    const MapPoint read{node[0].get<double>(), node[1].get<double>()};
    if (!std::isfinite(read.x) || !std::isfinite(read.y) || std::abs(read.x) > 1e7 || std::abs(read.y) > 1e7)
      refuse_shape(feature);
    return read;
  }

  MapLine line(const Json& node, const GeoFeature& feature) {
    if (!node.is_array())
      refuse_shape(feature);
    MapLine out;
    out.reserve(node.size());
    for (const Json& each : node)
      out.push_back(point(each, feature));
    return out;
  }

  void area(const Json& node, GeoFeature& feature) {
    if (!node.is_array())
      refuse_shape(feature);
    std::vector<MapLine> rings;
    for (const Json& each : node)
      rings.push_back(line(each, feature));
    if (!rings.empty())
      feature.areas.push_back(std::move(rings));
  }

  void read_geometry(const Json& node, GeoFeature& feature, int depth) {
    const std::string type = type_of(node);
    if (type == "GeometryCollection") {
      const auto parts = node.find("geometries");
      if (depth > 4 || parts == node.end() || !parts->is_array())
        refuse_shape(feature);
      for (const Json& each : *parts)
        read_geometry(each, feature, depth + 1);
      return;
    }
    const auto coordinates = node.find("coordinates");
    if (coordinates == node.end() || !coordinates->is_array())
      refuse_shape(feature);
    if (coordinates->empty())
      return;  // 3.1: as good as null
    const auto each = [&](auto take) {
      for (const Json& part : *coordinates)
        take(part);
    };
    if (type == "Point")
      feature.points.push_back(point(*coordinates, feature));
    else if (type == "MultiPoint")
      each([&](const Json& part) { feature.points.push_back(point(part, feature)); });
    else if (type == "LineString")
      feature.lines.push_back(line(*coordinates, feature));
    else if (type == "MultiLineString")
      each([&](const Json& part) { feature.lines.push_back(line(part, feature)); });
    else if (type == "Polygon")
      area(*coordinates, feature);
    else if (type == "MultiPolygon")
      each([&](const Json& part) { area(part, feature); });
    else
      refuse(ErrorKind::invalid, "'{}'의 모양 '{}'은(는) GeoJSON에 없습니다.",
             "'{}' has a shape '{}', which GeoJSON does not know.", feature.called(), type.substr(0, 40));
  }

  const GeoLimits& limits_;
  std::vector<GeoFeature> features_;
  size_t points_ = 0;
};

/// Counts lines up to a byte, for people.
size_t line_of(std::span<const std::byte> file, size_t byte) {
  const auto end = file.begin() + static_cast<std::ptrdiff_t>(std::min(byte, file.size()));
  return 1 + static_cast<size_t>(std::count(file.begin(), end, std::byte{'\n'}));
}

}  // namespace

std::string GeoFeature::property(std::initializer_list<const char*> names) const {
  for (const char* name : names) {
    if (const auto found = properties.find(name); found != properties.end())
      return found->second;
  }
  return {};
}

std::string GeoFeature::called() const {
  const std::string name = property({"number", "id", "name", "name:ko", "name_ko", "name.ko"});
  return name.empty() ? "#" + std::to_string(number) : name;
}

Result<std::vector<GeoFeature>> read_geojson(std::span<const std::byte> file, const GeoLimits& limits) {
  if (file.size() > limits.bytes) {
    return fail(ErrorKind::limit, "지도 파일이 너무 큽니다: {}MB. 한도는 {}MB입니다. QGIS의 '단순화'로 점을 줄이세요.",
                "the map file is too large: {} MB, and the limit is {} MB. Use 'Simplify' in QGIS.",
                file.size() >> 20, limits.bytes >> 20);
  }
  size_t deepest = 0;
  const Json::parser_callback_t watch = [&](int depth, Json::parse_event_t, Json&) {
    deepest = std::max(deepest, static_cast<size_t>(depth));
    if (deepest > limits.depth)
      refuse(ErrorKind::limit, "GeoJSON이 너무 깊이 겹쳐 있습니다. GeoJSON으로 다시 내보내세요.",
             "the GeoJSON is nested too deeply; export it again.");
    return true;
  };
  try {
    const auto* text = reinterpret_cast<const char*>(file.data());
    // A byte order mark is none of JSON (RFC 8259 8.1), but Windows programs write it.
    const bool marked = file.size() >= 3 && std::memcmp(text, "\xEF\xBB\xBF", 3) == 0;
    return Reader(limits).read(Json::parse(text + (marked ? 3 : 0), text + file.size(), watch));
  } catch (const Refusal& refusal) {
    return fail(refusal.error);
  } catch (const Json::parse_error& error) {
    if (std::string_view(error.what()).find("UTF-8") != std::string_view::npos) {
      return fail(ErrorKind::invalid,
                  "{}번째 줄의 글자가 UTF-8이 아닙니다. QGIS에서 내보낼 때 인코딩을 'UTF-8'로 고르세요.",
                  "the characters in line {} are not UTF-8; choose the encoding 'UTF-8' when exporting from QGIS.",
                  line_of(file, error.byte));
    }
    return fail(ErrorKind::invalid, "GeoJSON이 아닙니다: {}번째 줄에서 JSON이 깨졌습니다. GeoJSON으로 다시 내보내세요.",
                "this is no GeoJSON: the JSON is broken in line {}; export it again.", line_of(file, error.byte));
  } catch (const Json::exception&) {
    return fail(ErrorKind::invalid, "GeoJSON을 읽을 수 없습니다. GeoJSON으로 다시 내보내세요.",
                "the GeoJSON cannot be read; export it again.");
  }
}

}  // namespace madang::geo

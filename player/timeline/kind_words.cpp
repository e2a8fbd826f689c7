// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/timeline/kind_words.h"

#include <algorithm>
#include <array>

namespace madang {
namespace {

constexpr std::array k_languages{"ko", "en", "zh-Hans", "ja", "zh-Hant", "vi", "th", "ru", "ar"};
using Names = std::array<const char*, k_languages.size()>;

enum class Leave { yes, no };
struct Row {
  const char* kind;
  Leave leave;
  Names names;
};

constexpr Names k_notice{"비상 알림", "Emergency notice",   "紧急通知",    "緊急のお知らせ",
                         "緊急通知",  "Thông báo khẩn cấp", "ประกาศฉุกเฉิน", "Экстренное сообщение",
                         "إشعار طارئ"};

constexpr Names k_staff{"직원의 안내를 따라 주세요",    "Please follow the staff",
                        "请听从工作人员的指引",         "係員の案内に従ってください",
                        "請聽從工作人員的指引",         "Vui lòng làm theo hướng dẫn của nhân viên",
                        "โปรดปฏิบัติตามคำแนะนำของเจ้าหน้าที่", "Следуйте указаниям персонала",
                        "يُرجى اتباع تعليمات الموظفين"};

// The kinds that scheduler/alarm/cap_kind.cpp finds in messages, in its order. During an earthquake, or a
// storm, one is safer inside than in the door; what takes people out of the market is marked.
constexpr std::array k_rows{
    Row{"fire", Leave::yes, {"화재", "Fire", "火灾", "火災", "火災", "Hỏa hoạn", "ไฟไหม้", "Пожар", "حريق"}},
    Row{"wildfire",
        Leave::yes,
        {"산불", "Wildfire", "山火", "山火事", "山火", "Cháy rừng", "ไฟป่า", "Лесной пожар", "حريق غابات"}},
    Row{"earthquake",
        Leave::no,
        {"지진", "Earthquake", "地震", "地震", "地震", "Động đất", "แผ่นดินไหว", "Землетрясение", "زلزال"}},
    Row{"tsunami",
        Leave::no,
        {"지진해일", "Tsunami", "海啸", "津波", "海嘯", "Sóng thần", "สึนามิ", "Цунами", "تسونامي"}},
    Row{"volcano",
        Leave::no,
        {"화산 분화", "Volcanic eruption", "火山喷发", "火山噴火", "火山噴發", "Núi lửa phun trào",
         "ภูเขาไฟปะทุ", "Извержение вулкана", "ثوران بركاني"}},
    Row{"typhoon",
        Leave::no,
        {"태풍", "Typhoon", "台风", "台風", "颱風", "Bão", "พายุไต้ฝุ่น", "Тайфун", "إعصار"}},
    Row{"tornado",
        Leave::no,
        {"토네이도", "Tornado", "龙卷风", "竜巻", "龍捲風", "Lốc xoáy", "พายุทอร์นาโด", "Торнадо",
         "إعصار قمعي"}},
    Row{"thunderstorm",
        Leave::no,
        {"뇌우", "Thunderstorm", "雷暴", "雷雨", "雷暴", "Giông bão", "พายุฝนฟ้าคะนอง", "Гроза",
         "عاصفة رعدية"}},
    Row{"wind",
        Leave::no,
        {"강풍", "Strong wind", "大风", "強風", "強風", "Gió mạnh", "ลมแรง", "Сильный ветер", "رياح شديدة"}},
    Row{"rain",
        Leave::no,
        {"호우", "Heavy rain", "暴雨", "大雨", "豪雨", "Mưa lớn", "ฝนตกหนัก", "Сильный дождь", "أمطار غزيرة"}},
    Row{"flood",
        Leave::no,
        {"홍수·침수", "Flood", "洪水", "洪水", "洪水", "Lũ lụt", "น้ำท่วม", "Наводнение", "فيضان"}},
    Row{"landslide",
        Leave::no,
        {"산사태", "Landslide", "山体滑坡", "土砂崩れ", "山崩", "Sạt lở đất", "ดินถล่ม", "Оползень",
         "انهيار أرضي"}},
    Row{"snow",
        Leave::no,
        {"대설·결빙", "Snow or ice", "大雪或结冰", "大雪・凍結", "大雪或結冰", "Tuyết hoặc băng",
         "หิมะหรือน้ำแข็ง", "Снег или гололёд", "ثلوج أو جليد"}},
    Row{"cold",
        Leave::no,
        {"한파", "Cold wave", "寒潮", "寒波", "寒流", "Rét đậm", "คลื่นความหนาว", "Сильный холод", "موجة برد"}},
    Row{"heat",
        Leave::no,
        {"폭염", "Heat wave", "高温", "猛暑", "高溫", "Nắng nóng", "คลื่นความร้อน", "Сильная жара", "موجة حر"}},
    Row{"dust",
        Leave::no,
        {"황사·미세먼지", "Dust", "沙尘", "黄砂", "沙塵", "Bụi mù", "ฝุ่นละออง", "Пыль в воздухе", "غبار"}},
    Row{"hazmat",
        Leave::yes,
        {"유해 물질", "Hazardous substance", "危险物质", "有害物質", "危險物質", "Chất độc hại", "สารอันตราย",
         "Опасные вещества", "مواد خطرة"}},
    Row{"radiation",
        Leave::no,
        {"방사능", "Radiation", "核辐射", "放射線", "輻射", "Phóng xạ", "กัมมันตรังสี", "Радиация", "إشعاع"}},
    Row{"health",
        Leave::no,
        {"보건 비상", "Health emergency", "公共卫生事件", "健康危機", "公共衛生事件", "Cảnh báo y tế",
         "เหตุฉุกเฉินด้านสุขภาพ", "Угроза здоровью", "طوارئ صحية"}},
    Row{"missing-child",
        Leave::no,
        {"실종 아동", "Missing child", "儿童失踪", "行方不明の子ども", "兒童失蹤", "Trẻ em mất tích",
         "เด็กหาย", "Пропал ребёнок", "طفل مفقود"}},
    Row{"missing-person",
        Leave::no,
        {"실종자", "Missing person", "人员失踪", "行方不明者", "人員失蹤", "Người mất tích", "คนหาย",
         "Пропал человек", "شخص مفقود"}},
    Row{"civil-defence",
        Leave::no,
        {"민방공", "Civil defence", "民防警报", "民間防衛", "民防警報", "Phòng thủ dân sự", "ป้องกันภัยพลเรือน",
         "Гражданская оборона", "الدفاع المدني"}},
    Row{"evacuation",
        Leave::yes,
        {"대피", "Evacuation", "疏散", "避難", "疏散", "Sơ tán", "อพยพ", "Эвакуация", "إخلاء"}},
    Row{"attack",
        Leave::no,
        {"테러", "Attack", "袭击", "襲撃", "襲擊", "Tấn công", "เหตุโจมตี", "Нападение", "هجوم"}},
    Row{"explosion",
        Leave::yes,
        {"폭발", "Explosion", "爆炸", "爆発", "爆炸", "Vụ nổ", "เหตุระเบิด", "Взрыв", "انفجار"}},
    Row{"collapse",
        Leave::yes,
        {"붕괴", "Collapse", "坍塌", "崩落", "坍塌", "Sập đổ", "เหตุถล่ม", "Обрушение", "انهيار مبنى"}},
    Row{"blackout",
        Leave::no,
        {"정전", "Power outage", "停电", "停電", "停電", "Mất điện", "ไฟฟ้าดับ", "Отключение электричества",
         "انقطاع الكهرباء"}},
    Row{"weather",
        Leave::no,
        {"기상 특보", "Severe weather", "恶劣天气", "悪天候", "惡劣天氣", "Thời tiết nguy hiểm",
         "สภาพอากาศเลวร้าย", "Опасная погода", "طقس خطر"}},
};

std::vector<TaggedText> tagged(const Names& names) {
  std::vector<TaggedText> all;
  for (size_t i = 0; i < names.size(); ++i)
    all.push_back({k_languages[i], names[i]});
  return all;
}

}  // namespace

KindWords words_of_kind(const AlarmKind& kind) {
  const auto row =
      std::find_if(k_rows.begin(), k_rows.end(), [&](const Row& each) { return kind == each.kind; });
  if (row == k_rows.end())
    return {tagged(k_notice), true};
  return {tagged(row->names), row->leave == Leave::yes};
}

std::vector<TaggedText> staff_words() {
  return tagged(k_staff);
}

}  // namespace madang

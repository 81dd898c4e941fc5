//! From JSON that fits the schema to a profile.

use std::str::FromStr;
use std::sync::Arc;

use jiff::civil::Date;
use serde::Deserialize;
use serde_json::Value;

use super::raw::{self, RawTitle};
use super::tables::RawTable;
use super::{HeadingUse, Level3, MonthDay, Order, Pattern, Profile, Rank, Reporter, Requirement, TitleForm, YearSlot, model};
use crate::document::OrdinalStyle;
use crate::text::Text;

/// Makes a profile of JSON that has everything it extends.
pub(super) fn build(merged: Value) -> serde_json::Result<Profile> {
    serde_json::from_value(merged).map(RawProfile::build)
}

/// A profile as written, with its base. The comments are the descriptions that editors show: Chinese / English.
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct RawProfile {
    /// 小写字母、数字和连字符：gd-county / lower-case letters, digits and hyphens: gd-county
    #[cfg_attr(test, schemars(regex(pattern = "^[a-z][a-z0-9-]*$")))]
    id: String,
    title: RawTitle,
    /// 所依据的规范：内置规范的 id，或 YAML 文件 / the profile that it builds on: the id of a built-in one, or a YAML file
    #[serde(rename = "extends")]
    #[cfg_attr(test, schemars(length(min = 1)))]
    _extends: Option<String>,
    source: Option<RawSource>,
    /// 开始适用的日期：2019-05-06 / the first day that it holds: 2019-05-06
    #[cfg_attr(test, schemars(extend("format" = "date")))]
    effective_from: Option<String>,
    /// 不再适用前的最后一天：2025-12-31 / the last day that it holds: 2025-12-31
    #[cfg_attr(test, schemars(extend("format" = "date")))]
    effective_to: Option<String>,
    /// 次年公开期限，月-日：04-01 / the day of the next year before which the report is public: 04-01
    deadline: Option<MonthDay>,
    /// 次年报送期限，月-日：03-01 / the day of the next year before which the report is handed in: 03-01
    filing: Option<MonthDay>,
    /// 一条正则表达式：标题与之相符的文本才是此类报告 / a regular expression: a text whose title it fits is such a report
    #[cfg_attr(test, schemars(length(min = 1)))]
    title_pattern: Option<String>,
    title_form: Option<RawTitleForm>,
    /// 标题的正则表达式列表：不指定规范时，标题相符即选用；[] 表示须指定，不写则由标题和各节选用 / regular expressions of titles, without blanks: the reports that the profile is chosen for without being named; with [] it must be named, without the key its headings choose it
    #[cfg_attr(test, schemars(inner(length(min = 1))))]
    issuers: Option<Vec<String>>,
    /// 报告主体的类别 / the classes of those who report
    #[serde(default)]
    reporters: Vec<RawReporter>,
    /// 报告主体的类别 id，标题看不出时写明 / the id of the class that reports are from, where titles do not tell
    reporter: Option<String>,
    /// true 章节须按所列顺序，false 不论顺序 / true if the sections must stand in the order in which they are listed
    #[serde(default)]
    order: bool,
    /// 各层标题的序号，自上而下：一、（一）1.（1） / the ordinals of headings from the first level down: 一、（一）1.（1）
    #[serde(default)]
    #[cfg_attr(test, schemars(extend("uniqueItems" = true)))]
    levels: Vec<RawLevel>,
    #[serde(default)]
    level3: Level3,
    /// true 检查结构，false 只核数字 / true looks at structure, false at figures alone
    #[serde(default = "raw::yes")]
    structure: bool,
    /// 章节列表 / the sections
    #[serde(default)]
    sections: Vec<RawSection>,
    /// 表格列表：行列、等式 / the tables: their lines and equations
    #[serde(default)]
    tables: Vec<RawTable>,
    /// 对报告模型的附加要求：一段 JSON Schema / more that is required of the report model: a fragment of JSON Schema
    #[cfg_attr(test, schemars(extend("type" = "object")))]
    schema: Option<Value>,
}

/// 一层标题的序号：「一、」「（一）」「1.」「（1）」之一 / the first ordinal of a level: one of 「一、」, 「（一）」, 「1.」 and 「（1）」
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "level"))]
enum RawLevel {
    #[serde(rename = "一、")]
    Han,
    #[serde(rename = "（一）")]
    BracketedHan,
    #[serde(rename = "1.")]
    Arabic,
    #[serde(rename = "（1）")]
    BracketedArabic,
}

impl RawLevel {
    fn style(self) -> OrdinalStyle {
        match self {
            RawLevel::Han => OrdinalStyle::Han,
            RawLevel::BracketedHan => OrdinalStyle::BracketedHan,
            RawLevel::Arabic => OrdinalStyle::Arabic,
            RawLevel::BracketedArabic => OrdinalStyle::BracketedArabic,
        }
    }
}

/// 标题的写法：words（必有的词）、endings（结尾）、fixed（固定名称）、rank / what the title looks like: words, endings, a fixed name and their rank
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "title_form"))]
#[serde(deny_unknown_fields)]
struct RawTitleForm {
    /// 标题须依次含有的词 / words that must stand in the title, in this order
    #[serde(default)]
    #[cfg_attr(test, schemars(inner(length(min = 1))))]
    words: Vec<String>,
    /// 标题须以其中之一结尾 / the title must end with one of these
    #[serde(default)]
    #[cfg_attr(test, schemars(inner(length(min = 1))))]
    endings: Vec<String>,
    /// 标题中必须原样出现的报告名称 / the name that must stand in the title as it is
    #[cfg_attr(test, schemars(length(min = 1)))]
    fixed: Option<String>,
    rank: Option<Rank>,
}

/// 一类报告主体：至少有 id / a class of those who report: at least its id
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "reporter"))]
#[serde(deny_unknown_fields)]
struct RawReporter {
    /// 小写字母、数字和连字符：street / lower-case letters, digits and hyphens: street
    #[cfg_attr(test, schemars(regex(pattern = "^[a-z][a-z0-9-]*$")))]
    id: String,
    title: Option<RawTitle>,
    /// 标题的正则表达式列表，先列的类别优先 / regular expressions of titles, without blanks; the first class that fits counts
    #[serde(default)]
    #[cfg_attr(test, schemars(inner(length(min = 1))))]
    patterns: Vec<String>,
    /// 次年报送期限，月-日：03-01 / the day of the next year before which the report is handed in: 03-01
    filing: Option<MonthDay>,
}

/// document（文件名称）和 rank（法规、地方或惯例） / document (what it rests on) and rank (法规, 地方 or 惯例)
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "source"))]
#[serde(deny_unknown_fields)]
struct RawSource {
    /// 文件名称或文号 / the name or number of the document
    #[cfg_attr(test, schemars(length(min = 1)))]
    document: String,
    rank: Rank,
}

/// 一个章节：至少有 id / a section: at least its id
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "section"))]
#[serde(deny_unknown_fields)]
struct RawSection {
    /// 小写字母、数字和连字符：measures / lower-case letters, digits and hyphens: measures
    #[cfg_attr(test, schemars(regex(pattern = "^[a-z][a-z0-9-]*$")))]
    id: String,
    title: Option<RawTitle>,
    #[serde(default)]
    rank: Rank,
    /// true 必备，false 可有可无 / true if a report must have it
    #[serde(default = "raw::yes")]
    required: bool,
    /// 标题的正则表达式列表；标题去掉空白，报告年度写作本年，前后年写作上一年、下一年 / regular expressions of its heading, without blanks; the report's year reads 本年, the others 上一年 and 下一年
    #[serde(default)]
    #[cfg_attr(test, schemars(inner(length(min = 1))))]
    patterns: Vec<String>,
    /// 虽然相符但不是这一节的标题：正则表达式列表 / headings that are something else although a pattern fits: regular expressions
    #[serde(default)]
    #[cfg_attr(test, schemars(inner(length(min = 1))))]
    except: Vec<String>,
    /// 写在别处也算有的句子：正则表达式列表 / sentences that treat the item inside another section: regular expressions
    #[serde(default)]
    #[cfg_attr(test, schemars(inner(length(min = 1))))]
    anywhere: Vec<String>,
    /// 写在其中不算有的章节：id 列表 / sections in which nothing counts as this item: their ids
    #[serde(default)]
    not_within: Vec<String>,
    /// 最少字数，整数 / the fewest characters, an integer
    #[serde(default = "one")]
    min_characters: u64,
    /// 最少数字个数，整数 / the fewest figures, an integer
    #[serde(default)]
    min_figures: u64,
    /// 说明原因的词语：正则表达式列表，须有其一 / words that state a cause: regular expressions, one of which must fit
    #[serde(default)]
    #[cfg_attr(test, schemars(inner(length(min = 1))))]
    causes: Vec<String>,
    year: Option<YearSlot>,
    #[serde(default)]
    heading: HeadingUse,
    /// true 可以有几节，各有标题 / true if several sections may be it, each with its heading
    #[serde(default)]
    repeated: bool,
    /// 报告主体的类别 id 列表：只要求这些主体 / the classes of reporters that it is asked of: their ids
    #[serde(default)]
    reporters: Vec<String>,
    /// 下级章节列表 / its parts
    #[serde(default)]
    subsections: Vec<RawSection>,
}

fn one() -> u64 {
    1
}

impl RawProfile {
    fn build(self) -> Profile {
        let sections: Vec<Requirement> = self.sections.into_iter().map(RawSection::build).collect();
        let schema = model::schema(&sections, self.schema);
        let rank = self.source.as_ref().map_or(Rank::Practice, |source| source.rank);
        Profile {
            id: self.id,
            title: self.title.text(),
            rank,
            document: self.source.map(|source| source.document).unwrap_or_default(),
            effective_from: self.effective_from.and_then(|date| Date::from_str(&date).ok()),
            effective_to: self.effective_to.and_then(|date| Date::from_str(&date).ok()),
            deadline: self.deadline,
            filing: self.filing,
            title_form: self.title_form.map(|form| TitleForm {
                words: form.words,
                endings: form.endings,
                fixed: form.fixed,
                rank: form.rank.unwrap_or(rank),
            }),
            issuers: self.issuers.map(patterns),
            reporters: self.reporters.into_iter().map(RawReporter::build).collect(),
            reporter: self.reporter,
            order: if self.order { Order::Fixed } else { Order::Free },
            levels: self.levels.into_iter().map(RawLevel::style).collect(),
            level3: self.level3,
            title_pattern: self.title_pattern.map(Pattern::new),
            structure: self.structure,
            sections,
            tables: self.tables.into_iter().map(RawTable::build).collect(),
            schema,
            validator: Arc::default(),
        }
    }
}

impl RawReporter {
    fn build(self) -> Reporter {
        Reporter { title: name(&self.id, self.title), id: self.id, patterns: patterns(self.patterns), filing: self.filing }
    }
}

fn patterns(patterns: Vec<String>) -> Vec<Pattern> {
    patterns.into_iter().map(Pattern::new).collect()
}

/// What something is called; without a title, by its id.
fn name(id: &str, title: Option<RawTitle>) -> Text {
    title.map_or_else(|| Text::same(id), RawTitle::text)
}

impl RawSection {
    fn build(self) -> Requirement {
        Requirement {
            title: name(&self.id, self.title),
            id: self.id,
            rank: self.rank,
            required: self.required,
            patterns: patterns(self.patterns),
            except: patterns(self.except),
            anywhere: patterns(self.anywhere),
            not_within: self.not_within,
            min_characters: self.min_characters,
            min_figures: self.min_figures,
            causes: patterns(self.causes),
            year: self.year,
            heading: self.heading,
            repeated: self.repeated,
            reporters: self.reporters,
            subsections: self.subsections.into_iter().map(RawSection::build).collect(),
        }
    }
}

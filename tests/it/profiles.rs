//! Each profile lints a report of its own with no finding, and the same report with a required section removed, emptied,
//! renamed or misnumbered with exactly that finding.

use std::collections::BTreeSet;

use gouji::document::{OrdinalStyle, ParagraphKind, Section};
use gouji::profile::{HeadingUse, Placement, builtins};
use gouji::{Analysis, Document, Finding, Lang, Linter, Profile, Severity, Source, Span};

use crate::read;

/// The report of each profile that looks at structure. A new profile gets a line here.
const REPORTS: &[(&str, &str)] = &[
    ("national-2019", "profile-national-2019"),
    ("national-2019", "clean-national"),
    ("gd-county", "clean-county"),
    ("gd-province", "profile-gd-province"),
    ("guideline-zgtc", "profile-guideline-zgtc"),
    ("sz-items", "profile-sz-items"),
    ("tj-district", "profile-tj-district"),
    ("ha-county", "profile-ha-county"),
    ("cq-district", "profile-cq-district"),
    ("shanghai", "profile-shanghai"),
    ("zhejiang", "profile-zhejiang"),
    ("department", "profile-department"),
    ("township", "profile-township"),
    ("outline-2021", "profile-outline-2021"),
    // the profile that the README writes
    ("fixtures/profiles/lanhe-county.yaml", "own-lanhe"),
];

/// A profile with a report that meets it.
struct Case {
    name: &'static str,
    profile: Profile,
    text: String,
}

/// The ids that findings are about, by the name of their rule.
type Found = BTreeSet<(String, String)>;

#[test]
fn each_profile_has_a_report() {
    // the sister reports, which are tables, have theirs in other tests
    for profile in builtins().filter(|profile| profile.structure && !profile.declares_tables()) {
        assert!(REPORTS.iter().any(|(id, _)| *id == profile.id), "{} needs a report", profile.id);
    }
}

#[test]
fn each_report_is_clean() {
    for case in cases() {
        let analysis = case.lint(&case.text);
        assert!(analysis.structure, "{}", case.name);
        assert_eq!(words(&analysis), Vec::<String>::new(), "{}", case.name);
    }
}

/// Without its profile being named, a report goes by one that has nothing against it either.
#[test]
fn each_report_is_clean_under_the_profile_that_is_chosen() {
    for case in cases() {
        let analysis = Linter::default().check(Source::new(case.name, case.text.as_str()));
        let grave: Vec<_> = analysis.findings.iter().filter(|finding| finding.severity > Severity::Note).collect();
        assert!(grave.is_empty(), "{} under {}: {grave:?}", case.name, analysis.profile.id);
    }
}

/// With the name of its place in the title, a report that fits chooses the profile of that place; without, none does.
#[test]
fn the_name_of_the_place_chooses_the_profile() {
    let table = [
        ("profile-gd-province", "岭东省", "广东省", "gd-province"),
        ("profile-sz-items", "海澜市", "深圳市", "sz-items"),
        ("profile-tj-district", "津河市", "天津市", "tj-district"),
        ("profile-ha-county", "中共鹤川县委", "河南省鹤川县", "ha-county"),
        ("profile-cq-district", "山江市", "重庆市", "cq-district"),
        ("profile-shanghai", "申浦市", "上海市", "shanghai"),
        ("profile-zhejiang", "越州市", "杭州市", "zhejiang"),
    ];
    for (name, invented, real, id) in table {
        let case = cases().find(|case| case.name == name).expect("a case");
        let chosen = |text: &str| Linter::default().check(Source::new(name, text)).profile.id;
        assert_eq!(chosen(&case.text.replacen(invented, real, 1)), id, "{name}");
        assert_eq!(chosen(&case.text), "national-2019", "{name}");
        // without its plan it fits in part only
        let (partly, _) = case.without("plan");
        assert_eq!(chosen(&partly.replacen(invented, real, 1)), "national-2019", "{name}");
    }
    for (name, id) in [("profile-department", "department"), ("profile-township", "township"), ("clean-county", "gd-county")] {
        let case = cases().find(|case| case.name == name).expect("a case");
        assert_eq!(Linter::default().check(Source::new(name, case.text.as_str())).profile.id, id, "{name}");
    }
}

#[test]
fn what_is_removed_is_missing() {
    each_required_section(|case, id| {
        let (text, gone) = case.without(id);
        assert_eq!(case.found(&text), all("missing-section", gone), "{}: {id} removed from\n{text}", case.name);
    });
}

#[test]
fn what_is_emptied_is_empty() {
    each_required_section(|case, id| {
        let Some((text, section)) = case.emptied(id) else { return };
        // What stood inside the section is gone with it.
        let mut expected = all("missing-section", section.inside);
        expected.extend(all("empty-section", BTreeSet::from([section.first])));
        assert_eq!(case.found(&text), expected, "{}: {id} emptied in\n{text}", case.name);
    });
}

/// Under a heading that no pattern knows, an item is missing if nothing else shows it. Where the text below does, that it
/// has no heading of its own is all there is to say; and a heading further down is one.
#[test]
fn what_is_renamed_is_missing_or_without_a_heading() {
    each_required_section(|case, id| {
        let Some((text, _)) = case.renamed(id, None) else { return };
        let only = BTreeSet::from([id.to_owned()]);
        let (source, document) = case.parse(&text);
        let place = case.place(&source, &document, id);
        let expected = match (place.section, place.sentence, place.requirement.heading) {
            (None, None, _) => all("missing-section", only.clone()),
            (None, Some(_), HeadingUse::Expected) => all("section-without-heading", only.clone()),
            _ => Found::new(),
        };
        assert_eq!(case.found(&text), expected, "{}: {id} renamed in\n{text}", case.name);

        let (text, section) = case.renamed(id, Some("详见有关材料。")).expect("renamed above");
        let gone = section.inside.union(&only).cloned().collect();
        assert_eq!(case.found(&text), all("missing-section", gone), "{}: {id} renamed and rewritten in\n{text}", case.name);
    });
}

#[test]
fn what_is_misnumbered_is_named() {
    each_required_section(|case, id| {
        let (source, document) = case.parse(&case.text);
        let Some(section) = case.place(&source, &document, id).section else { return };
        let Some(ordinal) = document.sections[section].ordinal else { return };
        let text = replaced(&case.text, ordinal.span, &ordinal.style.write(ordinal.value + 1));
        let analysis = case.lint(&text);
        let flagged: Vec<_> = analysis
            .findings
            .iter()
            .map(|finding| (finding.rule.name, finding.span.start, words_of(&analysis, finding)))
            .collect();
        let expected = ("heading-ordinal-gap", ordinal.span.start, ordinal.style.write(ordinal.value + 1));
        assert_eq!(flagged, [expected], "{}: {id} misnumbered", case.name);
    });
}

/// What an emptied or renamed section held besides itself.
struct Changed {
    /// The first item under the same heading: 「存在的问题与下一步安排」 is two, and named once.
    first: String,
    /// Required items that stood inside it.
    inside: BTreeSet<String>,
}

impl Case {
    fn lint(&self, text: &str) -> Analysis {
        Linter::default().with_profile(self.profile.clone()).check(Source::new(self.name, text))
    }

    fn parse(&self, text: &str) -> (Source, Document) {
        let source = Source::new(self.name, text);
        let document = Document::parse(&source);
        (source, document)
    }

    fn place(&self, source: &Source, document: &Document, id: &str) -> Placement<'_> {
        let places = self.profile.places(source, document, document.masthead.year());
        places.into_iter().find(|place| place.requirement.id == id).expect("a place for each requirement")
    }

    /// Rule and section of every finding. A finding that names no section stands for itself with the words it flags.
    fn found(&self, text: &str) -> Found {
        let analysis = self.lint(text);
        let (source, document) = (&analysis.source, &analysis.document);
        let places = self.profile.places(source, document, document.masthead.year());
        let ids = |finding: &Finding| {
            let titled = |place: &&Placement<'_>| finding.message(Lang::Zh).contains(&*place.requirement.title.zh);
            places.iter().find(titled).map_or_else(|| words_of(&analysis, finding), |place| place.requirement.id.clone())
        };
        analysis.findings.iter().map(|finding| (finding.rule.name.to_owned(), ids(finding))).collect()
    }

    /// The required items, besides `id`, that stand nowhere but in `span`.
    fn inside(&self, source: &Source, document: &Document, id: &str, span: Span) -> BTreeSet<String> {
        let places = self.profile.places(source, document, document.masthead.year());
        let reporter = self.profile.reporter_of(source, document);
        let is_inside = |place: &&Placement<'_>| {
            let mut sections = place.sections().map(|section| document.sections[section].heading);
            let sentence = place.sentence.map(|sentence| document.sentences[sentence].span);
            sections.all(|heading| span.contains(heading)) && sentence.is_none_or(|sentence| span.contains(sentence))
        };
        let asked = places.iter().filter(|place| place.requirement.id != id && place.requirement.is_asked_of(reporter));
        asked.filter(is_inside).map(|place| place.requirement.id.clone()).collect()
    }

    /// The report without an item, wherever it stands, and the ids of all that is gone by that.
    fn without(&self, id: &str) -> (String, BTreeSet<String>) {
        let mut text = self.text.clone();
        let mut gone = BTreeSet::from([id.to_owned()]);
        loop {
            let (source, document) = self.parse(&text);
            let place = self.place(&source, &document, id);
            let spans: Vec<Span> = match place.sentence {
                Some(sentence) => vec![document.sentences[sentence].span],
                None => place.sections().map(|section| whole(&document.sections[section])).collect(),
            };
            if spans.is_empty() {
                return (renumbered(&text), gone);
            }
            for &span in &spans {
                gone.extend(self.inside(&source, &document, id, span));
            }
            for span in spans.into_iter().rev() {
                text = replaced(&text, span, "");
            }
        }
    }

    /// The report with the heading of an item, or its headings, and nothing below; `None` for an item without one.
    fn emptied(&self, id: &str) -> Option<(String, Changed)> {
        let (source, document) = self.parse(&self.text);
        let place = self.place(&source, &document, id);
        let spans: Vec<Span> = place.sections().map(|section| document.sections[section].body).collect();
        let only = (spans.len() == 1).then(|| spans[0])?;
        let places = self.profile.places(&source, &document, document.masthead.year());
        let first = places.iter().find(|other| other.section == place.section).map(|first| first.requirement.id.clone())?;
        Some((replaced(&self.text, only, ""), Changed { first, inside: self.inside(&source, &document, id, only) }))
    }

    /// The report with the headings of an item replaced, and perhaps their text too; `None` for an item without headings.
    fn renamed(&self, id: &str, body: Option<&str>) -> Option<(String, Changed)> {
        let (source, document) = self.parse(&self.text);
        let sections: Vec<&Section> =
            self.place(&source, &document, id).sections().map(|section| &document.sections[section]).collect();
        let mut text = self.text.clone();
        let mut inside = BTreeSet::new();
        for (index, section) in sections.iter().enumerate().rev() {
            if let Some(body) = body {
                text = replaced(&text, section.body, body);
                inside.extend(self.inside(&source, &document, id, whole(section)));
            }
            text =
                replaced(&text, section.title, &format!("有关事项之{}", ["甲", "乙", "丙", "丁", "戊", "己", "庚", "辛"][index]));
        }
        (!sections.is_empty()).then_some((text, Changed { first: id.to_owned(), inside }))
    }
}

/// The recipe in both READMEs is a profile that works: the tests above run it, key for key as it is printed.
#[test]
fn the_profile_of_the_readme_is_tested() {
    let profile = read("fixtures/profiles/lanhe-county.yaml");
    for name in ["README.md", "README.zh-CN.md"] {
        let text = read(name);
        let mut printed = text.split("```yaml\n").filter_map(|rest| rest.split("```").next());
        assert!(printed.any(|block| block == profile), "{name}");
    }
}

/// What the profile of the README asks for besides sections.
#[test]
fn the_profile_of_the_readme_holds_reports_to_its_other_keys() {
    let case = cases().last().expect("the case of the README");
    let find = |from: &str, to: &str| {
        assert!(case.text.contains(from), "{from}");
        let analysis = case.lint(&case.text.replacen(from, to, 1));
        let found = analysis.findings.iter().map(|finding| format!("{} {}", finding.rule.name, words_of(&analysis, finding)));
        found.collect::<Vec<_>>()
    };
    assert_eq!(find("二、2023年度考评", "二、2024年度考评"), ["heading-year 2024"]);
    assert_eq!(find("1.培训人员", "3.培训人员"), ["heading-ordinal-gap 3."]);
    // another cause is left
    assert_eq!(find("由于专业人员集中在县城，", "").len(), 0);
    let shortcomings =
        case.text.split_once("四、存在的不足和原因").expect("the section").1.split_once("五、").expect("the next").0;
    assert_eq!(find(shortcomings, "\n　　审核由于人少不细。\n　　"), ["empty-section 四、存在的不足和原因"]);
    assert_eq!(
        find(shortcomings, &"\n　　审核不够细，协作不够顺畅，需要改进的地方还有很多。".repeat(3)).first().map(String::as_str),
        Some("section-without-causes 四、存在的不足和原因")
    );
    let (head, leader) = case.text.split_once("一、").expect("the first section");
    let (leader, rest) = leader.split_once("二、2023").expect("the second section");
    let swapped = format!("{head}一、2023{}", rest.replacen("三、2024", &format!("二、{leader}三、2024"), 1));
    let analysis = case.lint(&swapped);
    assert_eq!(analysis.findings.iter().map(|finding| finding.rule.name).collect::<Vec<_>>(), ["section-out-of-order"]);
}

/// Runs `test` for each section that each profile asks of its report.
fn each_required_section(test: impl Fn(&Case, &str)) {
    for case in cases() {
        let (source, document) = case.parse(&case.text);
        let reporter = case.profile.reporter_of(&source, &document);
        for requirement in case.profile.sections.iter().filter(|requirement| requirement.is_asked_of(reporter)) {
            test(&case, &requirement.id);
        }
    }
}

fn cases() -> impl Iterator<Item = Case> {
    REPORTS.iter().map(|(id, name)| Case {
        name,
        profile: if id.ends_with(".yaml") {
            Profile::from_yaml(id, &read(id)).expect("a profile")
        } else {
            Profile::builtin(id).expect("a profile")
        },
        text: read(&format!("fixtures/reports/{name}.txt")),
    })
}

fn all(rule: &str, ids: BTreeSet<String>) -> Found {
    ids.into_iter().map(|id| (rule.to_owned(), id)).collect()
}

/// Heading and body.
fn whole(section: &Section) -> Span {
    section.heading.cover(section.body)
}

fn replaced(text: &str, span: Span, by: &str) -> String {
    format!("{}{by}{}", &text[..span.start as usize], &text[span.end as usize..])
}

/// The text with the ordinals 一、 and （一） in order again.
fn renumbered(text: &str) -> String {
    let source = Source::new("x", text);
    let document = Document::parse(&source);
    let mut changed = text.to_owned();
    for (id, section) in document.sections.entries().rev() {
        let Some(ordinal) = section.ordinal else { continue };
        let is_sibling = |other: &&Section| other.parent == section.parent && other.level == section.level;
        let value = document.sections[..id].iter().filter(is_sibling).count() as u32 + 1;
        if matches!(ordinal.style, OrdinalStyle::Han | OrdinalStyle::BracketedHan) {
            changed = replaced(&changed, ordinal.span, &ordinal.style.write(value));
        }
    }
    changed
}

/// The findings as words, for a test that wants none.
fn words(analysis: &Analysis) -> Vec<String> {
    let words = |finding: &Finding| format!("{} {}", finding.rule.name, words_of(analysis, finding));
    analysis.findings.iter().map(words).collect()
}

fn words_of(analysis: &Analysis, finding: &Finding) -> String {
    analysis.source.slice(finding.span).to_owned()
}

/// A report is long enough to be one: a fixture of three lines proves little.
#[test]
fn the_reports_are_of_a_realistic_length() {
    for case in cases().filter(|case| case.name.starts_with("profile-")) {
        let (source, document) = case.parse(&case.text);
        let body = document.paragraphs.iter().filter(|paragraph| paragraph.kind != ParagraphKind::Furniture);
        let characters: usize = body.map(|paragraph| source.slice(paragraph.span).chars().count()).sum();
        assert!((1500..=3000).contains(&characters), "{}: {characters} characters", case.name);
    }
}

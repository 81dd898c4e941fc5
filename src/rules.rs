//! The rules: one file each, with its documentation, its examples and its check.
//!
//! A rule reads the finished `Context` and returns findings. No rule reads a number again: what is printed of it and around
//! it is in its [`Figure`](crate::figures::Figure). Rules about wording look for words in the text, some of them by patterns, and those about dates read
//! the days of their phrases. A rule's documentation is the manual (`gouji explain`), and its examples are run as tests.
//!
//! Which rule reads what became of which claim; a dash stands for what no rule reads, and nothing for what does not occur. What
//! misses or is infeasible is never left unsaid: `tests/it/outcomes.rs` writes the table and holds it to that.
//!
//! | claim | agrees | cut | misses | infeasible | open |
//! |---|---|---|---|---|---|
//! | average | – |  | R109 |  |  |
//! | balance | – |  | C103 |  |  |
//! | bound | – |  |  | R104 | R104 |
//! | breakdown | Q101 | – | C101 |  |  |
//! | change | – | R102, R108 | G101, G104 | G102 |  |
//! | condition | – |  | C107 |  |  |
//! | difference | – |  | G101 |  |  |
//! | implied-base | – |  | R105 |  |  |
//! | list | – |  | C104 |  |  |
//! | multiple | – |  | G105 |  | – |
//! | points | G103 |  | G101 |  |  |
//! | rate | R107 | R102, R108 | R101 | R103 |  |
//! | remainder | – |  | C102 |  |  |
//! | restatement | – |  | C105 |  |  |
//! | share | – | R102, R108 | R101 |  |  |
//! | shares-total | – |  | R106 |  |  |
//! | table-total | – |  | C106 |  |  |

use std::cell::OnceCell;
use std::sync::LazyLock;

use crate::card::{Card, Family};
use crate::claims::{Cells, Claim, Claims, Kind, Words};
use crate::document::Document;
use crate::figures::{Figures, Numeral};
use crate::finding::Finding;
use crate::ids::{ClaimId, FigureId};
use crate::profile::{Placement, Profile, Violation};
use crate::source::{Source, Span};

/// Everything a rule may look at.
pub(crate) struct Context<'a> {
    /// The text.
    pub source: &'a Source,
    /// Its shape.
    pub document: &'a Document,
    /// Its figures.
    pub figures: &'a Figures,
    /// Its Chinese numerals that are no figures.
    numerals: &'a [Numeral],
    /// What tables call their numbers.
    cells: Option<&'a Cells>,
    /// The relations between the figures.
    pub claims: &'a Claims,
    /// What is required of the report.
    pub profile: &'a Profile,
    /// The year the report is about: from the title, or given by the caller.
    pub year: Option<i16>,
    /// What is in force beside the profile.
    pub settings: &'a Settings,
    places: OnceCell<Vec<Placement<'a>>>,
    violations: OnceCell<Vec<Violation<'a>>>,
    examines: OnceCell<bool>,
    names: OnceCell<Vec<Span>>,
}

impl<'a> Context<'a> {
    /// What the rules look at; `year` is the year the report is about, if it is known.
    pub(crate) fn new(
        source: &'a Source,
        document: &'a Document,
        figures: &'a Figures,
        claims: &'a Claims,
        profile: &'a Profile,
        year: Option<i16>,
    ) -> Self {
        static DEFAULT: LazyLock<Settings> = LazyLock::new(Settings::default);
        Self {
            source,
            document,
            figures,
            numerals: &[],
            cells: None,
            claims,
            profile,
            year,
            settings: &DEFAULT,
            places: OnceCell::new(),
            violations: OnceCell::new(),
            examines: OnceCell::new(),
            names: OnceCell::new(),
        }
    }

    /// With the Chinese numerals that are no figures.
    pub(crate) fn with_numerals(mut self, numerals: &'a [Numeral]) -> Self {
        self.numerals = numerals;
        self
    }

    /// With what tables call their numbers.
    pub(crate) fn with_cells(mut self, cells: &'a Cells) -> Self {
        self.cells = Some(cells);
        self
    }

    /// With other settings than those that hold where nothing was set.
    pub(crate) fn with_settings(mut self, settings: &'a Settings) -> Self {
        self.settings = settings;
        self
    }

    /// Where the items of the profile stand, found out once for all rules; nowhere, if structure is not looked at.
    pub(crate) fn places(&self) -> &[Placement<'a>] {
        let find = || self.profile.places(self.source, self.document, self.year);
        self.places.get_or_init(|| if self.examines() { find() } else { Vec::new() })
    }

    /// What the profile requires and the report lacks, found out once for all rules.
    pub(crate) fn violations(&self) -> &[Violation<'a>] {
        let find = || self.profile.violations(self.source, self.document, self.figures, self.year, self.places());
        self.violations.get_or_init(|| if self.examines() { find() } else { Vec::new() })
    }

    /// Whether structure is to be looked at: the profile asks for it, and the text is such a report.
    pub(crate) fn examines(&self) -> bool {
        *self.examines.get_or_init(|| self.profile.examines(self.source, self.document, self.year))
    }

    /// Whether the text is none of the reports that the profile is about: only its figures are checked then, and I104 says so.
    pub(crate) fn is_no_such_report(&self) -> bool {
        self.profile.structure && !self.examines()
    }

    /// The outermost quotations and titles of the text, found once for all rules.
    fn names(&self) -> &[Span] {
        self.names.get_or_init(|| prose::all_names(self.source, self.document))
    }

    /// The claims of some kinds with their ids, for [`Finding::claim`].
    pub(crate) fn claims_of(&self, kinds: &'static [Kind]) -> impl Iterator<Item = (ClaimId, &'a Claim)> {
        self.claims.entries().filter(|(_, claim)| kinds.contains(&claim.kind))
    }

    /// The words of a claim: its working, what that gives, what should be printed.
    pub(crate) fn words_of<'c>(&'c self, claim: &'c Claim) -> Words<'c> {
        claim.words(self.source, self.figures)
    }

    /// The report's own words for a figure: 13785宗.
    pub(crate) fn words(&self, figure: FigureId) -> &'a str {
        self.source.slice(self.figures[figure].span)
    }

    /// A figure under a short name, by the words beside it: 话务工单 13785 for 「分转的话务工单13785宗」.
    pub(crate) fn named(&self, figure: FigureId) -> String {
        let number = self.source.slice(self.figures[figure].number);
        if let Some(cell) = self.cells.and_then(|cells| cells.get(&figure)) {
            return format!("{cell} {number}");
        }
        match wording::short_name(self, figure) {
            "" => self.words(figure).to_owned(),
            name => format!("{name} {number}"),
        }
    }
}

/// What a rule looks at, and how.
#[derive(Clone, Copy)]
enum Check {
    /// The report.
    Report(fn(&Context<'_>) -> Vec<Finding>),
    /// What the author allows, once it was applied to what the others found.
    Suppressions(fn(&Applied<'_>) -> Vec<Finding>),
}

/// A rule: its card and its check.
struct Rule {
    card: &'static Card,
    check: Check,
}

/// Declares the rule of a file. The doc comment is the manual; its first line is the summary in Chinese, its second in
/// English; a block ```` ```bad ```` marks with ⟦…⟧ exactly what must be flagged, a block ```` ```good ```` has nothing to flag,
/// and a block ```` ```profile ```` holds the YAML that the examples below it go by. A block ```` ```fixed ```` is what `--fix` makes of
/// the bad one before it; `fix Safe` or `fix Unsafe` says how far findings carry repairs, and `effect …` what
/// follows from them where it is no fault of the report.
macro_rules! rule {
    (@fix) => { None };
    (@fix $fix:ident) => { Some($crate::card::Fix::$fix) };
    (@effect) => { $crate::card::Effect::Report };
    (@effect $effect:ident) => { $crate::card::Effect::$effect };
    (@check [Suppression] $check:path) => { $crate::rules::Check::Suppressions($check) };
    (@check [$($effect:ident)?] $check:path) => { $crate::rules::Check::Report($check) };
    (
        $(#[doc = $doc:literal])*
        $code:ident $name:literal, $severity:ident, $authority:ident $(($citation:expr))?
        $(, fix $fix:ident)? $(, effect $effect:ident)? => $check:path
    ) => {
        /// The card of this file's rule.
        pub(super) static CARD: $crate::card::Card = $crate::card::Card {
            code: stringify!($code),
            name: $name,
            family: $crate::card::Family::of(stringify!($code)),
            effect: rule!(@effect $($effect)?),
            severity: $crate::severity::Severity::$severity,
            authority: $crate::card::Authority::$authority $(($citation))?,
            fix: rule!(@fix $($fix)?),
            docs: concat!($($doc, "\n"),*),
        };
        /// The rule of this file.
        pub(super) static RULE: $crate::rules::Rule = $crate::rules::Rule { card: &CARD, check: rule!(@check [$($effect)?] $check) };
    };
}

/// Declares the modules of the rules and the one table of them, in the order of their codes.
macro_rules! registry {
    ($($module:ident),* $(,)?) => {
        $(mod $module;)*
        /// All rules, by code.
        static RULES: &[&Rule] = &[$(&$module::RULE),*];
        /// Their cards.
        pub static CARDS: &[&Card] = &[$(&$module::CARD),*];
    };
}

registry! {
    c101_breakdown_mismatch,
    c102_remainder_mismatch,
    c103_balance_mismatch,
    c104_list_count_mismatch,
    c105_conflicting_restatement,
    c106_table_total_mismatch,
    c107_form_condition_unmet,
    g101_change_mismatch,
    g102_change_base_infeasible,
    g103_point_for_percent,
    g104_copied_rate,
    g105_multiple_mismatch,
    i103_unaccepted_revisions,
    i104_unknown_profile,
    i106_unread_picture,
    i107_unread_page,
    l101_unused_suppression,
    l102_unknown_rule,
    l103_suppression_without_reason,
    m101_title_without_year,
    m102_title_form,
    m103_year_mismatch,
    m104_missing_publication_date,
    m105_late_publication,
    m106_doubled_place,
    m107_title_punctuation,
    p101_period_short_of_year,
    p102_open_cut_off,
    p103_date_outside_year,
    p104_stale_year,
    p105_impossible_date,
    p106_stale_target,
    q101_mixed_classifier,
    q102_hedged_twice,
    q103_malformed_number,
    q104_decrease_by_times,
    q105_as_of_pleonasm,
    q106_mixed_places,
    q107_mixed_numeral,
    q108_range_sign,
    q109_document_number,
    q110_wrong_basis_word,
    q111_zero_in_year,
    q112_hedged_exact_figure,
    q113_mixed_separators,
    r101_rate_mismatch,
    r102_rate_truncated,
    r103_rate_infeasible,
    r104_part_exceeds_whole,
    r105_share_list_mismatch,
    r106_shares_not_100,
    r107_false_100,
    r108_mixed_rounding,
    r109_average_mismatch,
    s101_missing_section,
    s102_section_out_of_order,
    s103_empty_section,
    s104_section_without_figures,
    s105_section_without_causes,
    s106_heading_ordinal_gap,
    s107_heading_level_skip,
    s108_heading_punctuation,
    s109_run_in_ordinal_gap,
    s110_heading_year,
    s111_leftover_placeholder,
    s112_repeated_paragraph,
    s113_repeated_phrase,
    s114_schema_mismatch,
    s115_duplicate_section,
    s116_section_without_heading,
}

/// The card of the rule of that code or name.
pub fn find(code_or_name: &str) -> Option<&'static Card> {
    selector::named(code_or_name, CARDS)
}

/// The rules that a word names: by code, by name, or by the beginning of codes.
///
/// # Errors
/// There is no such rule; the one that was probably meant, if one is near.
pub fn select(word: &str) -> Result<Selector, Option<&'static Card>> {
    Selector::read(word, CARDS)
}

/// The cards of a family, by code.
pub fn of(family: Family) -> impl Iterator<Item = &'static Card> + Clone {
    CARDS.iter().copied().filter(move |card| card.family == family)
}

/// What the rules have to say of a report.
#[derive(Debug, Default)]
pub(crate) struct Checked {
    /// The findings, in document order.
    pub findings: Vec<Finding>,
    /// Those that are left out because the author allows them, in document order.
    pub suppressed: Vec<Suppressed>,
}

/// Runs every rule: those about the report, and, on what the author allows of that, those about suppressions.
pub(crate) fn check(cx: &Context<'_>) -> Checked {
    let judge = |finding| cx.settings.judge(finding);
    let of_report = RULES.iter().filter(|rule| cx.settings.applies(rule.card)).filter_map(|rule| match rule.check {
        Check::Report(check) => Some(check(cx)),
        Check::Suppressions(_) => None,
    });
    let found = of_report.flatten().filter_map(judge).collect();
    let suppressions = Suppressions::new(cx.source, cx.document, cx.settings, CARDS);
    let applied = suppressions.apply(found, cx.settings);
    let of_suppressions = RULES.iter().filter_map(|rule| match rule.check {
        Check::Suppressions(check) => Some(check(&applied)),
        Check::Report(_) => None,
    });
    let of_suppressions: Vec<Finding> = of_suppressions.flatten().filter_map(judge).collect();
    let Applied { kept: mut findings, suppressed, .. } = applied;
    findings.extend(of_suppressions);
    findings.sort_by_key(|finding| (finding.span, finding.rule.code));
    Checked { findings, suppressed }
}

mod pattern;
mod prose;
mod selector;
mod settings;
mod suppression;
mod wording;

use suppression::{Applied, Suppressions};

pub use selector::Selector;
pub use settings::{Allowed, Level, Set, Settings};
pub use suppression::Suppressed;
pub(crate) use wording::name_before;

#[cfg(test)]
mod structure_tests;

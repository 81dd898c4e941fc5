//! The form of the government-information-disclosure report (国办公开办函〔2021〕30号): what the text says of applications
//! against what the table of part three says, and the totals of part four, reviews and suits.
//!
//! Rows are known by their words, so that a table that lost its empty rows or its lines is read all the same.

use super::draft::claim;
use super::formula::Formula;
use super::scene::Scene;
use super::slip::one_digit_apart;
use super::table::Row;
use super::{Claim, Kind, Part, Verdict};
use crate::figures::{Kinship, kinship};
use crate::finding::Certainty;
use crate::number::Decimal;

/// The rows of the form by words that only they have, with the group that the form puts them in.
const ROWS: &[(&str, &str)] = &[
    ("本年新收", "received"),
    ("上年结转", "carried"),
    ("予以公开", "granted"),
    ("部分公开", "partly"),
    ("国家秘密", "refused"),
    ("禁止公", "refused"),
    ("三安全", "refused"),
    ("第三方", "refused"),
    ("内部事务", "refused"),
    ("过程性", "refused"),
    ("执法案卷", "refused"),
    ("行政查询", "refused"),
    ("不掌握", "lacking"),
    ("另行制", "lacking"),
    ("补正后", "lacking"),
    ("信访举报", "unprocessed"),
    ("重复申请", "unprocessed"),
    ("公开出版物", "unprocessed"),
    ("大量反复", "unprocessed"),
    ("确认或", "unprocessed"),
    ("逾期不补正", "other"),
    ("无正当理由逾期", "other"),
    ("不缴费", "other"),
    ("缴纳费用", "other"),
    ("其他", "other"),
    ("总计", "handled"),
    ("结转下", "forward"),
];

/// What the text calls a group of rows. The first name that fits counts.
const NAMES: &[(&str, &[&str])] = &[
    ("予以公开及部分公开", &["granted", "partly"]),
    ("公开和部分公开", &["granted", "partly"]),
    ("不予公开", &["refused"]),
    ("无法提供", &["lacking"]),
    ("不予处理", &["unprocessed"]),
    ("其他处理", &["other"]),
    ("部分公开", &["partly"]),
    ("予以公开", &["granted"]),
    ("结转下", &["forward"]),
    ("转下年", &["forward"]),
];

/// Columns of the form: natural persons, five kinds of bodies, total.
const COLUMNS: usize = 7;

/// A row of the form: its group and its cells.
type Named<'s> = (&'static str, &'s [Option<usize>]);

/// The table as far as it is there.
struct Form<'s, 'a> {
    scene: &'s Scene<'a>,
    /// Group and cells of each row.
    rows: Vec<Named<'s>>,
}

/// Every figure of the text that the form states too.
pub(super) fn restatements(scene: &Scene, rows: &[Row]) -> Vec<Claim> {
    let named: Vec<Named> = rows.iter().filter_map(|row| Some((group(row)?, &row.cells[..]))).collect();
    let mut claims = Vec::new();
    for table in tables(&named) {
        let form = Form { scene, rows: table.to_vec() };
        let groups = ["received", "carried", "handled", "granted", "forward"];
        if groups.iter().filter(|group| form.has(group)).count() >= 4 {
            claims.extend(form.claims());
            claims.extend(reviews(scene, rows, table));
        }
    }
    claims
}

/// Part four of the form, right behind part three: 结果维持, 结果纠正, 其他结果, 尚未审结, 总计, for reviews and for suits.
fn reviews(scene: &Scene, rows: &[Row], table: &[Named]) -> Vec<Claim> {
    let last = table.iter().flat_map(|(_, cells)| cells.iter().flatten()).max().copied().unwrap_or(0);
    let after = rows.iter().filter(|row| row.cells.iter().flatten().all(|&cell| cell > last)).take(8);
    after.flat_map(|row| row.cells.chunks_exact(REVIEW_COLUMNS)).filter_map(|cells| review(scene, cells)).collect()
}

/// Four outcomes and their total.
const REVIEW_COLUMNS: usize = 5;

fn review(scene: &Scene, cells: &[Option<usize>]) -> Option<Claim> {
    let cells: Vec<usize> = cells.iter().copied().collect::<Option<_>>()?;
    let (&total, parts) = cells.split_last()?;
    let counts: Vec<i128> = cells.iter().map(|&cell| scene.figures[cell].count()).collect::<Option<_>>()?;
    let sum: i128 = counts[..REVIEW_COLUMNS - 1].iter().sum();
    let telling = counts.iter().filter(|&&count| count > 0).count() >= 4;
    let near = sum == counts[REVIEW_COLUMNS - 1] || one_digit_apart(Decimal::integer(sum), scene.figures[total].decimal);
    let formula = Formula::sum(scene, Part::Component, parts).filter(|_| telling && near)?;
    Some(claim(scene, Kind::TableTotal, formula, Part::Total, total, Certainty::Likely))
}

fn group(row: &Row) -> Option<&'static str> {
    ROWS.iter().find(|(words, _)| row.label.contains(words)).map(|&(_, group)| group)
}

/// A new form begins with what was received this year and ends with what is carried forward; part four has rows of like names.
fn tables<'r, 's>(rows: &'r [Named<'s>]) -> Vec<&'r [Named<'s>]> {
    let forms = rows.chunk_by(|_, next| next.0 != "received");
    forms.map(|form| &form[..form.iter().position(|row| row.0 == "forward").map_or(form.len(), |last| last + 1)]).collect()
}

impl Form<'_, '_> {
    fn has(&self, group: &str) -> bool {
        self.rows.iter().any(|(known, _)| *known == group)
    }

    /// The printed cells that make up the groups in the given columns; a row's total counts alone where it is printed.
    fn cells(&self, groups: &[&str], columns: std::ops::Range<usize>) -> Vec<usize> {
        let rows = self.rows.iter().filter(|(group, _)| groups.contains(group));
        rows.flat_map(|(_, cells)| {
            let total = cells.get(COLUMNS - 1).copied().flatten().filter(|_| columns.len() == COLUMNS);
            let each = || cells.iter().take(columns.end).skip(columns.start).flatten().copied().collect();
            total.map_or_else(each, |total| vec![total])
        })
        .collect()
    }

    fn claims(&self) -> Vec<Claim> {
        let first = self.rows.iter().flat_map(|(_, cells)| cells.iter().flatten()).next().copied().unwrap_or(0);
        let texts = (0..first).rev().take(64).filter(|&figure| self.scene.is_level(figure) && self.counts_cases(figure));
        let claims: Vec<Claim> = texts.filter_map(|figure| self.claim(figure)).collect();
        let agreeing = claims.iter().filter(|claim| claim.verdict == Verdict::Consistent).count();
        // where the text speaks of the very bodies that the table counts, other figures agree
        let told = |claim: &Claim| agreeing >= 2 && (claim.certainty == Certainty::Proven || self.is_slip(claim));
        claims.into_iter().filter(|claim| claim.verdict == Verdict::Consistent || told(claim)).collect()
    }

    fn is_slip(&self, claim: &Claim) -> bool {
        let sum: i128 = claim
            .roles
            .iter()
            .filter(|(part, _)| *part == Part::Component)
            .filter_map(|&(_, cell)| self.scene.figures[cell].count())
            .sum();
        claim.stated.is_some_and(|stated| one_digit_apart(Decimal::integer(sum), self.scene.figures[stated].decimal))
    }

    fn counts_cases(&self, figure: usize) -> bool {
        kinship(self.scene.unit(figure), Some("件")) == Kinship::Same
    }

    fn claim(&self, figure: usize) -> Option<Claim> {
        let label = self.scene.label(figure);
        if let Some((_, groups)) = NAMES.iter().find(|(name, _)| label.contains(name)) {
            return self.restated(figure, &self.cells(groups, 0..COLUMNS), Certainty::Proven);
        }
        let came = ["received", "carried"];
        if label.contains("自然人") {
            return self.restated(figure, &self.cells(&came, 0..1), Certainty::Likely);
        }
        if label.contains("法人") {
            return self.restated(figure, &self.cells(&came, 1..COLUMNS - 1), Certainty::Likely);
        }
        let applications = label.contains("申请") && ["收", "受理", "办理"].iter().any(|word| label.contains(word));
        let received = || self.restated(figure, &self.cells(&came[..1], 0..COLUMNS), Certainty::Likely);
        let both = || self.restated(figure, &self.cells(&came, 0..COLUMNS), Certainty::Likely);
        let agrees = |claim: &Claim| claim.verdict == Verdict::Consistent;
        applications.then(|| received().filter(agrees).or_else(|| both().filter(agrees)))?
    }

    fn restated(&self, figure: usize, cells: &[usize], certainty: Certainty) -> Option<Claim> {
        let formula = Formula::sum(self.scene, Part::Component, cells)?;
        let claim = claim(self.scene, Kind::Restatement, formula, Part::Total, figure, certainty);
        let sum: i128 = cells.iter().filter_map(|&cell| self.scene.figures[cell].count()).sum();
        let near = cells.len() >= 2 || one_digit_apart(Decimal::integer(sum), self.scene.figures[figure].decimal);
        (claim.verdict == Verdict::Consistent || near).then_some(claim)
    }
}

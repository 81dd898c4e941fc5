//! Changing a report as its findings propose: in the file's own bytes, in those places alone.
//!
//! A finding may carry [`Repair`](crate::finding::Repair)s. A safe one is a typographical certainty and changes no figure; any
//! other is applied only with [`Permission::Unsafe`], and only if it is the single one. Nothing is believed beforehand: the changed
//! bytes are read and checked again, and a change is taken back if the file does not read exactly as intended, if its finding stays, if
//! an error or a warning arises that was not there, or if it was called safe and a figure has another value now.
//!
//! What is fixed is fixed until nothing more can be: to fix it once more changes nothing.
//!
//! ```
//! use gouji::fix::{Fixer, Permission};
//! use gouji::{Linter, Profile};
//!
//! let linter = Linter::default().with_profile(Profile::figures_only());
//! let fixer = Fixer {
//!     permission: Permission::Safe,
//!     check: &|source| linter.check(source),
//!     wanted: &|analysis| vec![true; analysis.findings.len()],
//! };
//! let fixed = fixer.fix("report.txt", "截止目前，办结12件。\r\n".into())?;
//! assert_eq!(fixed.bytes, "截至目前，办结12件。\r\n".as_bytes());
//! assert_eq!((fixed.applied[0].quote.as_str(), fixed.applied[0].replacement.as_str()), ("截止目前", "截至目前"));
//! # Ok::<(), gouji::read::ReadError>(())
//! ```

mod change;
mod single;

use std::collections::BTreeMap;

use crate::analysis::Analysis;
use crate::card::Card;
use crate::finding::Finding;
use crate::read::{self, Original, ReadError};
use crate::severity::Severity;
use crate::source::{Source, Span};
use crate::text::Text;

use change::{Change, Shift, overlap, spliced};

/// What may be changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Permission {
    /// What is a typographical certainty.
    Safe,
    /// Also what is only the single repair that there is, be it of a figure.
    Unsafe,
}

/// Changes reports.
pub struct Fixer<'a> {
    /// What may be changed.
    pub permission: Permission,
    /// Checks a text as the report is checked.
    pub check: &'a dyn Fn(Source) -> Analysis,
    /// Which findings are asked for: one answer for each, in order. The others are left alone.
    pub wanted: &'a dyn Fn(&Analysis) -> Vec<bool>,
}

/// A report that was fixed as far as possible.
#[derive(Debug)]
#[non_exhaustive]
pub struct Fixed {
    /// What there is to say about it as it is now.
    pub analysis: Analysis,
    /// Its bytes as they are now.
    pub bytes: Vec<u8>,
    /// What was changed, in the order in which it was.
    pub applied: Vec<Applied>,
    /// What could be changed and was not, in the order of the findings.
    pub left: Vec<Left>,
}

/// A change that was made.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Applied {
    /// The rule that proposed it.
    pub rule: &'static Card,
    /// The line that it stands in, from 1.
    pub line: u32,
    /// What stood there.
    pub quote: String,
    /// What stands there now.
    pub replacement: String,
}

/// A finding that has repairs of which none was applied.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Left {
    /// The finding: an index into the findings of [`Fixed::analysis`].
    pub finding: usize,
    /// Why.
    pub reason: Obstacle,
}

/// Why a repair was not applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Obstacle {
    /// It is not safe, and only what is safe may be changed.
    Unsafe,
    /// It is not the only one: more than one figure, or more than one value of it, would set things right.
    Several,
    /// Markup or an escape stands in its place, or the file would be read otherwise than intended.
    Markup,
    /// The encoding of the file lacks a character.
    Encoding(&'static str),
    /// The text is packed into the file: .docx, .pdf.
    Packed,
    /// With it, a finding of this rule would arise or remain.
    Worse(&'static str),
    /// It was called safe, and a figure would change.
    Figure,
    /// The number is not written in Arabic digits.
    Numerals,
    /// There is too much to try.
    Exhausted,
}

impl Obstacle {
    /// In words.
    pub fn text(self) -> Text {
        match self {
            Obstacle::Unsafe => text!("要用 --unsafe-fixes", "--unsafe-fixes is needed"),
            Obstacle::Several => {
                text!("改法不止一种，要由作者定", "there is more than one way to mend it, and only the author knows")
            }
            Obstacle::Markup => text!(
                "文件里这些字之间有标记或转义，请在原处手工修改",
                "markup or an escape stands among these characters in the file: change it by hand",
            ),
            Obstacle::Encoding(name) => {
                Text::both(format!("{name} 编码里没有要改成的字"), format!("{name} has no such character"))
            }
            Obstacle::Packed => text!("只改文本文件", "only text files are changed"),
            Obstacle::Worse(code) => {
                Text::both(format!("改后仍有或会多出 {code} 的问题"), format!("a finding of {code} would arise or remain"))
            }
            Obstacle::Figure => text!("会改变数据", "a figure would change"),
            Obstacle::Numerals => text!("不是阿拉伯数字，请手工修改", "the number is not in Arabic digits: change it by hand"),
            Obstacle::Exhausted => {
                text!("要试的太多，没有试完；可再运行一次", "there was too much to try, not all of it was: run it again")
            }
        }
    }
}

/// How often one report is read and checked anew at most: what costs time is to find out what cannot be changed.
const ATTEMPTS: usize = 400;

/// How many characters are checked anew at most, all attempts taken together, but for the first few of a very long report.
const CHARACTERS: usize = 10_000_000;
const FEW: usize = 10;

impl Fixer<'_> {
    /// Fixes the report that goes by `name`.
    ///
    /// # Errors
    /// As [`read::decode`].
    pub fn fix(&self, name: &str, bytes: Vec<u8>) -> Result<Fixed, ReadError> {
        let analysis = (self.check)(read::decode(name, bytes.clone())?);
        let original = Original::new(name, bytes.clone()).map_err(|cause| ReadError::new(name, cause))?;
        let Some(original) = original else {
            let is_allowed =
                |finding: &Finding| self.permission == Permission::Unsafe || finding.repairs.iter().any(|repair| repair.safe);
            let allowed = self.fixable(&analysis).filter(|(_, finding)| is_allowed(finding));
            let left = allowed.map(|(finding, _)| Left { finding, reason: Obstacle::Packed }).collect();
            return Ok(Fixed { analysis, bytes, applied: Vec::new(), left });
        };
        let attempts = (CHARACTERS / analysis.source.characters().max(1)).clamp(FEW, ATTEMPTS);
        let draft = Draft { original, analysis };
        Ok(Work { fixer: self, draft, applied: Vec::new(), left: Vec::new(), attempts }.finish())
    }

    /// The findings that are asked for and have repairs, with their numbers.
    fn fixable<'f>(&self, analysis: &'f Analysis) -> impl Iterator<Item = (usize, &'f Finding)> + use<'f> {
        let wanted = (self.wanted)(analysis);
        let findings = analysis.findings.iter().enumerate().zip(wanted);
        findings.filter(|((_, finding), wanted)| *wanted && !finding.repairs.is_empty()).map(|(finding, _)| finding)
    }
}

/// A report at one moment.
struct Draft {
    original: Original,
    analysis: Analysis,
}

impl Draft {
    fn source(&self) -> &Source {
        &self.analysis.source
    }

    /// The file with changes, read and checked again.
    fn with(&self, changes: &[Change], check: &dyn Fn(Source) -> Analysis) -> Result<Self, Obstacle> {
        let name = self.source().name();
        let places: Vec<(Span, &str)> = changes.iter().map(|change| (change.place, change.words.as_str())).collect();
        let bytes = self.original.with(&places).ok_or(Obstacle::Markup)?;
        let source = read::decode(name, bytes.clone()).map_err(|_| Obstacle::Markup)?;
        let original = Original::new(name, bytes).ok().flatten().ok_or(Obstacle::Markup)?;
        // markup and escapes are what the reader knows: it has the last word
        if original.encoding() != self.original.encoding() || source.text() != spliced(self.source().text(), changes) {
            return Err(Obstacle::Markup);
        }
        Ok(Self { original, analysis: check(source) })
    }
}

/// How far a change goes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Safe,
    /// Words that only their author can be sure of.
    Words,
}

/// The report that is being fixed.
struct Work<'w, 'f> {
    fixer: &'w Fixer<'f>,
    draft: Draft,
    applied: Vec<Applied>,
    left: Vec<Left>,
    /// How many are left.
    attempts: usize,
}

impl Work<'_, '_> {
    fn finish(mut self) -> Fixed {
        while self.step() {}
        if self.is_exhausted() {
            let all = self.fixer.fixable(&self.draft.analysis);
            self.left = all.map(|(finding, _)| Left { finding, reason: Obstacle::Exhausted }).collect();
        }
        self.left.sort_by_key(|left| left.finding);
        Fixed {
            bytes: self.draft.original.bytes().to_vec(),
            analysis: self.draft.analysis,
            applied: self.applied,
            left: self.left,
        }
    }

    /// Changes something, if anything can be changed; what is left then is what is left of the report as it is.
    fn step(&mut self) -> bool {
        self.left.clear();
        let is_safe = self.fixer.permission == Permission::Safe;
        self.settle(Stage::Safe) || !is_safe && (self.settle(Stage::Words) || self.mend_figure())
    }

    /// Makes the changes of a stage, as many of them as stand the test.
    fn settle(&mut self, stage: Stage) -> bool {
        let mut proposals = self.proposals(stage);
        while !proposals.is_empty() {
            // of two at one place, the second is looked at when the first is done
            let (now, later) = apart(proposals);
            let mut passed = Passed::default();
            self.halve(&now, &mut passed);
            if let Some(draft) = passed.draft {
                self.accept(&passed.changes, draft);
                return true;
            }
            proposals = later;
        }
        false
    }

    /// What the findings propose in this stage.
    fn proposals(&mut self, stage: Stage) -> Vec<Change> {
        let (mut changes, mut left) = (Vec::new(), Vec::new());
        for (index, finding) in self.fixer.fixable(&self.draft.analysis) {
            let is_safe = finding.repairs.iter().any(|repair| repair.safe);
            let of_stage = match stage {
                Stage::Safe => is_safe,
                Stage::Words => !is_safe && single::of_figures(&self.draft.analysis, finding).is_none(),
            };
            if !of_stage {
                if stage == Stage::Safe && self.fixer.permission == Permission::Safe {
                    left.push(Left { finding: index, reason: Obstacle::Unsafe });
                }
                continue;
            }
            let mut repairs = finding.repairs.iter().filter(|repair| repair.safe == is_safe);
            let change = match (repairs.next(), repairs.next()) {
                (Some(repair), None) => Change::new(&self.draft, index, repair),
                _ => Err(Obstacle::Several),
            };
            match change {
                Ok(change) => changes.push(change),
                Err(reason) => left.push(Left { finding: index, reason }),
            }
        }
        self.left.extend(left);
        changes
    }

    /// Tries all of `pending` beside what has passed; if they do not pass together, one half after the other.
    fn halve(&mut self, pending: &[Change], passed: &mut Passed) {
        if pending.is_empty() || self.is_exhausted() {
            return;
        }
        let all = [passed.changes.as_slice(), pending].concat();
        match self.attempt(&all) {
            Ok(draft) => *passed = Passed { changes: all, draft: Some(draft) },
            Err(reason) if pending.len() == 1 => self.left.push(Left { finding: pending[0].finding, reason }),
            Err(_) => {
                let (first, second) = pending.split_at(pending.len() / 2);
                self.halve(first, passed);
                self.halve(second, passed);
            }
        }
    }

    /// The report with these changes, if they do what they promise.
    fn attempt(&mut self, changes: &[Change]) -> Result<Draft, Obstacle> {
        let after = self.try_out(changes)?;
        let before = &self.draft.analysis;
        let shift = Shift::new(changes);
        let meant = changes.iter().map(|change| (before.findings[change.finding].rule, shift.moved(change.whole)));
        let found = places(after.analysis.findings.iter());
        let arisen = arisen(before, &after.analysis, &shift);
        if let Some(code) = met(&by_rule(meant), &found).or(arisen) {
            return Err(Obstacle::Worse(code));
        }
        let is_safe = |change: &Change| before.findings[change.finding].repairs.iter().any(|repair| repair.safe);
        if changes.iter().all(is_safe) && !keeps_values(before, &after.analysis, changes) {
            return Err(Obstacle::Figure);
        }
        Ok(after)
    }

    /// The report with these changes, whatever comes of it.
    fn try_out(&mut self, changes: &[Change]) -> Result<Draft, Obstacle> {
        if self.is_exhausted() {
            return Err(Obstacle::Exhausted);
        }
        self.attempts -= 1;
        self.draft.with(changes, self.fixer.check)
    }

    fn is_exhausted(&self) -> bool {
        self.attempts == 0
    }

    fn accept(&mut self, changes: &[Change], draft: Draft) {
        let (findings, source) = (&self.draft.analysis.findings, self.draft.source());
        let applied = changes.iter().map(|change| Applied {
            rule: findings[change.finding].rule,
            line: source.location(change.whole.start).line,
            quote: source.slice(change.whole).to_owned(),
            replacement: change.replacement.clone(),
        });
        self.applied.extend(applied);
        self.draft = draft;
    }
}

/// What has stood the test so far, and the report with it.
#[derive(Default)]
struct Passed {
    changes: Vec<Change>,
    draft: Option<Draft>,
}

/// Changes that do not touch each other, and the others.
fn apart(mut changes: Vec<Change>) -> (Vec<Change>, Vec<Change>) {
    changes.sort_by_key(|change| change.whole);
    let (mut now, mut later): (Vec<Change>, Vec<Change>) = Default::default();
    for change in changes {
        let is_free = now.last().is_none_or(|last| last.whole.end <= change.whole.start);
        if is_free { &mut now } else { &mut later }.push(change);
    }
    (now, later)
}

/// Places by the code of the rule that they matter to, in order.
type Places = BTreeMap<&'static str, Vec<Span>>;

fn by_rule(places: impl Iterator<Item = (&'static Card, Span)>) -> Places {
    let mut sorted = Places::new();
    for (rule, span) in places {
        sorted.entry(rule.code).or_default().push(span);
    }
    sorted.values_mut().for_each(|spans| spans.sort_unstable());
    sorted
}

fn places<'f>(findings: impl Iterator<Item = &'f Finding>) -> Places {
    by_rule(findings.map(|finding| (finding.rule, finding.span)))
}

/// A rule that has a place in both.
fn met(a: &Places, b: &Places) -> Option<&'static str> {
    let is_met = |code: &str, b: &[Span]| a.get(code).is_some_and(|a| pairs(a, b) > 0);
    b.iter().find(|(code, b)| is_met(code, b)).map(|(code, _)| *code)
}

/// How many places of `a` have one of `b` for themselves.
fn pairs(mut a: &[Span], mut b: &[Span]) -> usize {
    let mut count = 0;
    while let ([first, rest_a @ ..], [second, rest_b @ ..]) = (a, b) {
        if overlap(*first, *second) {
            count += 1;
            (a, b) = (rest_a, rest_b);
        } else if first.end <= second.start {
            a = rest_a;
        } else {
            b = rest_b;
        }
    }
    count
}

/// The rule of an error or a warning that was not there before.
fn arisen(before: &Analysis, after: &Analysis, shift: &Shift<'_>) -> Option<&'static str> {
    let is_loud = |finding: &&Finding| finding.severity >= Severity::Warning;
    let known = before.findings.iter().filter(is_loud).map(|finding| (finding.rule, shift.moved(finding.span)));
    let (known, found) = (by_rule(known), places(after.findings.iter().filter(is_loud)));
    let is_new = |code: &str, found: &[Span]| known.get(code).map_or(0, |known| pairs(known, found)) < found.len();
    found.iter().find(|(code, found)| is_new(code, found)).map(|(code, _)| *code)
}

/// Whether every number that measures something still has its value. Within a change, what was taken for one may turn out to be none:
/// 云府办（2022）12号, 云府办〔2022〕12号.
fn keeps_values(before: &Analysis, after: &Analysis, changes: &[Change]) -> bool {
    let measured = |analysis: &'_ Analysis| -> Vec<(Span, crate::number::Exact)> {
        let figures = analysis.figures.iter().filter(|figure| figure.class.is_measured());
        figures.map(|figure| (figure.span, figure.value())).collect()
    };
    let mut after = measured(after).into_iter().map(|(_, value)| value).peekable();
    let is_kept = measured(before).into_iter().all(|(span, value)| {
        let is_changed = || changes.iter().any(|change| overlap(change.whole, span));
        after.next_if(|&next| next == value).is_some() || is_changed()
    });
    is_kept && after.next().is_none()
}

#[cfg(test)]
mod tests;

//! Which figure of a relation is wrong, where the text itself leaves no doubt.
//!
//! Of 「受理13785宗，办结13649宗，办结率99.02%」 any figure may be the wrong one. One is beyond doubt if other relations hold with its
//! value and with no other: where the total stands in a sum that comes out right, one unit more or less would spoil the sum. What
//! others would do as well, a repair must not choose. Both are found out by trying: a figure with the number next to its own, the
//! text checked again. The numbers that satisfy a relation lie side by side, so that its neighbours speak for all others.

use super::change::Change;
use super::{Draft, Left, Obstacle, Work};
use crate::analysis::Analysis;
use crate::claims::{Claim, Found, Kind, Verdict};
use crate::finding::{Finding, Repair};
use crate::ids::{ClaimId, FigureId};
use crate::number::Decimal;

impl Work<'_, '_> {
    /// Changes one figure, if there is one of which it is certain how.
    pub(super) fn mend_figure(&mut self) -> bool {
        let analysis = &self.draft.analysis;
        let fixable = self.fixer.fixable(analysis);
        let cases: Vec<(usize, ClaimId)> =
            fixable.filter_map(|(index, finding)| Some((index, of_figures(analysis, finding)?))).collect();
        for (finding, claim) in cases {
            let claim = self.draft.analysis.claims[claim].clone();
            let mended =
                self.single(finding, &claim).and_then(|change| Ok((self.attempt(std::slice::from_ref(&change))?, change)));
            match mended {
                Ok((draft, change)) => {
                    self.accept(&[change], draft);
                    return true;
                }
                Err(reason) => self.left.push(Left { finding, reason }),
            }
        }
        false
    }

    /// The single change that makes `claim` hold and spoils nothing.
    fn single(&mut self, finding: usize, claim: &Claim) -> Result<Change, Obstacle> {
        let mut figures: Vec<FigureId> = claim.roles.iter().map(|&(_, figure)| figure).collect();
        figures.sort_unstable();
        figures.dedup();
        let mut doubtful = None;
        for figure in figures {
            if !self.is_beyond_doubt(finding, figure)? && doubtful.replace(figure).is_some() {
                return Err(Obstacle::Several);
            }
        }
        let figure = doubtful.ok_or(Obstacle::Several)?;
        let &(_, value) = claim.repairs().iter().find(|&&(mended, _)| mended == figure).ok_or(Obstacle::Several)?;
        for beside in neighbours(value) {
            if self.mends(finding, claim, figure, beside)? {
                return Err(Obstacle::Several);
            }
        }
        if !self.mends(finding, claim, figure, value)? {
            return Err(Obstacle::Several);
        }
        self.number(finding, figure, value)
    }

    /// Whether other relations hold with this figure, and would not with the number next to it on either side.
    fn is_beyond_doubt(&mut self, finding: usize, figure: FigureId) -> Result<bool, Obstacle> {
        let held = held(&self.draft.analysis, figure);
        if held.is_empty() {
            return Ok(false);
        }
        for beside in neighbours(self.draft.analysis.figures[figure].decimal) {
            let change = self.number(finding, figure, beside)?;
            if all_hold(&held, &self.try_out(&[change])?, &self.draft) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Whether `claim` holds with another value of one of its figures, and with it all others in which that figure stands.
    fn mends(&mut self, finding: usize, claim: &Claim, figure: FigureId, value: Decimal) -> Result<bool, Obstacle> {
        let change = self.number(finding, figure, value)?;
        let mut held = held(&self.draft.analysis, figure);
        held.push(claim.clone());
        let after = self.try_out(&[change])?;
        let is_clear = after.analysis.claims.iter().all(|claim| !has(claim, figure) || !is_wrong(claim));
        Ok(is_clear && all_hold(&held, &after, &self.draft))
    }

    /// The change that gives a figure another value, written as the figure is.
    fn number(&self, finding: usize, figure: FigureId, value: Decimal) -> Result<Change, Obstacle> {
        let number = self.draft.analysis.figures[figure].number;
        let replacement = written_as(self.draft.source().slice(number), value).ok_or(Obstacle::Numerals)?;
        Change::new(&self.draft, finding, &Repair { span: number, replacement, safe: false })
    }
}

/// The claim that a finding would mend by another number.
pub(super) fn of_figures(analysis: &Analysis, finding: &Finding) -> Option<ClaimId> {
    let claim = finding.claim?;
    let figures = analysis.claims[claim].roles.iter().map(|&(_, figure)| analysis.figures[figure].number);
    let repairs = || finding.repairs.iter().filter(|repair| !repair.safe).map(|repair| repair.span);
    figures.into_iter().any(|number| repairs().any(|span| span == number)).then_some(claim)
}

/// The numbers one unit of the last place less and more; none below nought.
fn neighbours(value: Decimal) -> impl Iterator<Item = Decimal> {
    let mantissas = [value.mantissa - 1, value.mantissa + 1].into_iter().filter(|&mantissa| mantissa >= 0);
    mantissas.map(move |mantissa| Decimal { mantissa, ..value })
}

/// The relations that hold and say what a figure is. That a part is not greater than its whole says too little.
fn held(analysis: &Analysis, figure: FigureId) -> Vec<Claim> {
    let holds = |claim: &&Claim| claim.verdict() == Verdict::Consistent && claim.kind != Kind::Bound && has(claim, figure);
    analysis.claims.iter().filter(holds).cloned().collect()
}

/// Whether all of `claims` are found to hold in `after`. Where figures were lost or gained, it cannot be said of any.
fn all_hold(claims: &[Claim], after: &Draft, before: &Draft) -> bool {
    let is_same = |a: &Claim, b: &Claim| a.kind == b.kind && a.stated == b.stated && a.roles == b.roles;
    let holds = |claim: &Claim| {
        let mut found = after.analysis.claims.iter().filter(|found| is_same(found, claim));
        found.any(|found| found.verdict() == Verdict::Consistent)
    };
    after.analysis.figures.len() == before.analysis.figures.len() && claims.iter().all(holds)
}

fn has(claim: &Claim, figure: FigureId) -> bool {
    claim.roles.iter().any(|&(_, known)| known == figure)
}

fn is_wrong(claim: &Claim) -> bool {
    matches!(claim.found, Found::Off(_) | Found::Impossible(_))
}

/// A number with separators before its thousands where `printed` has them; `None` for other digits than Arabic ones.
fn written_as(printed: &str, value: Decimal) -> Option<String> {
    let plain = value.to_string();
    if Decimal::parse(printed).is_some() {
        return Some(plain);
    }
    Decimal::parse(&printed.replace(',', ""))?;
    let (whole, fraction) = plain.split_once('.').map_or((plain.as_str(), None), |(whole, fraction)| (whole, Some(fraction)));
    let mut out = String::new();
    for (at, digit) in whole.char_indices() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    out.extend(fraction.map(|fraction| format!(".{fraction}")));
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_they_were() {
        let table =
            [("13785", "13784", Some("13784")), ("13,785", "1013784", Some("1,013,784")), ("1,378.50", "999.05", Some("999.05"))];
        for (printed, value, expected) in table {
            let value = Decimal::parse(value).expect("a number");
            assert_eq!(written_as(printed, value).as_deref(), expected);
        }
        for printed in ["１３", "三百", "1，378"] {
            assert_eq!(written_as(printed, Decimal::integer(1)), None, "{printed}");
        }
    }
}

//! What a check finds out of one report: all that the steps hand on, in one place.

use std::collections::BTreeMap;

use crate::claims::{Cells, Claims, Why, why};
use crate::document::Document;
use crate::figures::Figures;
use crate::finding::Finding;
use crate::ledger::Ledger;
use crate::profile::Profile;
use crate::rules::Suppressed;
use crate::source::Source;

/// Everything that is known of one report.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Analysis {
    /// The text.
    pub source: Source,
    /// Its shape.
    pub document: Document,
    /// What was required of it.
    pub profile: Profile,
    /// Whether it is such a report, so that its structure was looked at.
    pub structure: bool,
    /// Its figures.
    pub figures: Figures,
    /// The relations between them.
    pub claims: Claims,
    /// What tables call their numbers.
    pub cells: Cells,
    /// What became of each figure.
    pub ledger: Ledger,
    /// What there is to say, in document order.
    pub findings: Vec<Finding>,
    /// Findings that are left out because the author allows them.
    pub suppressed: Vec<Suppressed>,
    /// How many rules the configuration switches off for it, by the file that says so.
    pub switched_off: BTreeMap<String, usize>,
    /// Findings that were left out afterwards because a baseline knows them.
    pub baselined: Vec<Finding>,
}

impl Analysis {
    /// Why each claim is made, in their order.
    pub(crate) fn why(&self) -> Vec<Why> {
        why(&self.source, &self.document, &self.figures, &self.cells, &self.claims)
    }
}

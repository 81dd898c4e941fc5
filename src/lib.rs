//! gouji (勾稽) checks annual rule-of-law reports.

pub mod claims;
pub mod document;
pub mod figures;
pub mod finding;
pub mod ledger;
pub mod number;
pub mod profile;
pub mod rules;
pub mod source;

use claims::Claim;
use document::Document;
use figures::Figure;
use finding::Finding;
use ledger::Ledger;
use profile::Profile;
use source::Source;

/// Everything that is known of one report.
#[derive(Debug)]
pub struct Analysis {
    /// The text.
    pub source: Source,
    /// Its shape.
    pub document: Document,
    /// What was required of it.
    pub profile: Profile,
    /// Its figures.
    pub figures: Vec<Figure>,
    /// The relations between them.
    pub claims: Vec<Claim>,
    /// What became of each figure.
    pub ledger: Ledger,
    /// What there is to say, in document order.
    pub findings: Vec<Finding>,
}

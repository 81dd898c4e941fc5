//! `gouji schema`: the JSON Schemas, for editors and programs.

use super::complaint::{Complaint, UsageError};
use super::outcome::Outcome;
use super::output::{self, Terminal};
use crate::schema::SCHEMAS;
use crate::words::nearest;

/// Prints the schema of that name.
pub(super) fn print(name: &str, terminal: Terminal) -> Result<Outcome, Complaint> {
    let Some((_, text)) = SCHEMAS.iter().find(|(known, _)| *known == name) else {
        let near = nearest(name, SCHEMAS.iter().map(|(known, _)| *known)).map(str::to_owned);
        return Err(UsageError::unknown(("结构", "schema"), name, near, "gouji schema --help").into());
    };
    output::write(None, terminal, |_, out| out.write_all(text.as_bytes()))?;
    Ok(Outcome::Clean)
}

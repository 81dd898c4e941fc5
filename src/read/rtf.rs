//! Rich text (.rtf): the text as it reads with all changes accepted. Programs write their automatic numbers into the file, too.

mod scan;
mod state;

use super::cause::Cause;
use super::draft::Draft;
use crate::source::Source;
use scan::{FORMAT, Token, Tokens};
use state::Reader;

/// Reads a text.
pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Source, Cause> {
    let mut reader = Reader::new();
    let mut tokens = Tokens::new(bytes);
    while let Some(token) = tokens.next() {
        match token {
            Token::Open => reader.open()?,
            Token::Close => {
                if reader.close() {
                    return Ok(finished(name, reader));
                }
            }
            Token::Word(word, number) => {
                if word == b"bin" {
                    tokens.skip(number.and_then(|length| usize::try_from(length).ok()).unwrap_or(0));
                } else {
                    reader.word(word, number);
                }
            }
            Token::Byte(byte) => reader.byte(byte),
        }
    }
    Err(Cause::damaged(FORMAT, text!("文件没有结尾", "its end is missing")))
}

fn finished(name: &str, reader: Reader) -> Source {
    let mut draft = Draft::default();
    let (lines, properties) = reader.finish();
    for line in &lines {
        draft.line(line);
    }
    for (name, value) in properties {
        draft.property(name, value);
    }
    draft.finish(name)
}

#[cfg(test)]
mod tests;

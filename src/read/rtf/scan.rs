//! From bytes to tokens: groups, control words with their numbers, characters.

/// What the file is called where it is spoilt.
pub(super) const FORMAT: &str = "RTF";

/// A piece of rich text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// `{`
    Open,
    /// `}`
    Close,
    /// `\par`, `\u-123`; of `\*` and `\~`, the sign.
    Word(&'a [u8], Option<i32>),
    /// A byte of a character, as it is or as `\'b0`.
    Byte(u8),
}

/// The tokens of a text.
pub(super) struct Tokens<'a> {
    rest: &'a [u8],
}

impl<'a> Tokens<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    /// Passes over bytes that are no text: `\bin`.
    pub(super) fn skip(&mut self, length: usize) {
        self.rest = self.rest.get(length..).unwrap_or_default();
    }

    pub(super) fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let (&byte, rest) = self.rest.split_first()?;
            self.rest = rest;
            match byte {
                b'{' => return Some(Token::Open),
                b'}' => return Some(Token::Close),
                b'\\' => return self.control(),
                // line ends of the file are none of the text
                b'\r' | b'\n' | 0 => {}
                byte => return Some(Token::Byte(byte)),
            }
        }
    }

    /// What stands after a backslash.
    fn control(&mut self) -> Option<Token<'a>> {
        let all = self.rest;
        match all.first()? {
            b'\'' => {
                let digits = all.get(1..3).and_then(|digits| std::str::from_utf8(digits).ok());
                let byte = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
                self.rest = &all[if byte.is_some() { 3 } else { 1 }..];
                Some(Token::Byte(byte.unwrap_or(b'?')))
            }
            letter if letter.is_ascii_alphabetic() => Some(self.word()),
            &sign => {
                self.rest = &all[1..];
                Some(match sign {
                    b'\\' | b'{' | b'}' => Token::Byte(sign),
                    // a backslash before a line end is a paragraph
                    b'\r' | b'\n' => Token::Word(b"par", None),
                    _ => Token::Word(&all[..1], None),
                })
            }
        }
    }

    fn word(&mut self) -> Token<'a> {
        let length = self.rest.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        let (word, rest) = self.rest.split_at(length);
        let sign = usize::from(rest.first() == Some(&b'-'));
        let digits = rest[sign..].iter().take_while(|byte| byte.is_ascii_digit()).take(10).count();
        let number = std::str::from_utf8(&rest[..sign + digits]).ok().filter(|_| digits > 0);
        let rest = if digits > 0 { &rest[sign + digits..] } else { rest };
        self.rest = rest.strip_prefix(b" ").unwrap_or(rest);
        Token::Word(word, number.and_then(|number| number.parse().ok()))
    }
}

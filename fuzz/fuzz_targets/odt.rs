//! The reader of .odt: any bytes give a text or an error, and every place in the text can be told.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(source) = gouji::read::decode("x.odt", bytes.to_vec()) {
        for (at, c) in source.text().char_indices() {
            let span = gouji::Span::new(at, at + c.len_utf8());
            let _ = (source.location(span.start), source.origin(span));
        }
    }
});

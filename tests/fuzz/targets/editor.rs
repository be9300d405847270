//! Any text as a client's configuration file: an entry is added and removed, or the file is refused.

#![no_main]

use clerk_toolkit::serde_json::{Map, Value, json};
use libfuzzer_sys::fuzz_target;

use self::config::document::{Format, Shape};

#[path = "../../../clerk-toolkit/src/bin/clerk-toolkit/config"]
#[allow(dead_code, unreachable_pub)]
mod config {
    pub(crate) mod document;
    pub(crate) mod json;
    pub(crate) mod toml;
}

const SHAPE: Shape<'_> = Shape { servers: "servers", name: "clerk", inputs: Some("inputs") };

fuzz_target!(|input: &[u8]| {
    // The first byte chooses the format.
    let Some((first, text)) = input.split_first() else { return };
    let Ok(text) = std::str::from_utf8(text) else { return };
    let format = if *first == b't' { Format::Toml } else { Format::Json };
    let Ok(before) = format.read(text, SHAPE) else { return };

    let mut after = before.clone();
    let servers = after.entry("servers").or_insert_with(|| Value::Object(Map::new()));
    let entry = json!({ "command": "x", "args": ["mcp"], "env": { "A": "b" } });
    servers.as_object_mut().expect("`read` checks the servers").insert("clerk".to_owned(), entry);
    let Ok(added) = format.change(text, SHAPE, &after) else { return };
    assert_eq!(format.read(&added, SHAPE).expect("the changed text can be read"), after);
    assert_eq!(format.change(&added, SHAPE, &after).expect("nothing is left to change"), added);
    if let Ok(removed) = format.change(&added, SHAPE, &before) {
        assert_eq!(format.read(&removed, SHAPE).expect("the changed text can be read"), before);
    }
});

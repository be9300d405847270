//! Properties of the JSON editor, on generated files: odd white space, comments in every place, trailing commas.

use clerk_toolkit::serde_json::{Map, Value, json};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::{Format, Shape};

const SHAPE: Shape<'_> = Shape { servers: "servers", name: "clerk", inputs: None };

/// White space and comments, on one line or on several.
fn gap(lines: bool) -> BoxedStrategy<String> {
    let pieces: &[&str] = match lines {
        true => &[" ", "\t", "\n", "\n    ", "// a \" } comment\n", "/* , */"],
        false => &[" ", "\t", "/* , */"],
    };
    vec(select(pieces.to_vec()), 0..3).prop_map(|pieces| pieces.concat()).boxed()
}

fn value(lines: bool) -> BoxedStrategy<String> {
    let leaf = select(vec![
        "1",
        "null",
        "true",
        r#""text""#,
        r#""\u0041 {""#,
        r#""\ud83d""#,
        r#"{"\uDE00":1e999}"#,
        "{}",
        "[ ]",
    ])
    .prop_map(str::to_owned);
    leaf.prop_recursive(2, 8, 3, move |inner| {
        let items = vec((gap(lines), inner), 1..3);
        (items, gap(lines)).prop_map(|(items, end)| {
            let items: Vec<String> = items.into_iter().map(|(gap, item)| gap + &item).collect();
            format!("[{}{end}]", items.join(","))
        })
    })
    .boxed()
}

/// An object of one to three properties. The closing brace follows `end`.
fn object(lines: bool, end: BoxedStrategy<String>) -> BoxedStrategy<String> {
    let property = (gap(lines), gap(lines), gap(lines), value(lines), gap(lines));
    (vec(property, 1..4), any::<bool>(), end)
        .prop_map(|(properties, comma, end)| {
            let properties = properties.into_iter().enumerate();
            let properties = properties.map(|(n, (a, b, c, value, d))| format!("{a}\"k{n}\"{b}:{c}{value}{d}"));
            let comma = if comma { "," } else { "" };
            format!("{{{}{comma}{end}}}", properties.collect::<Vec<_>>().join(","))
        })
        .boxed()
}

/// Servers on one line, or with the closing brace on a line of its own.
fn servers() -> BoxedStrategy<String> {
    let end = select(vec!["\n", "\n  ", "\n\t"]).prop_map(str::to_owned).boxed();
    prop_oneof![object(false, gap(false)), object(true, end)].boxed()
}

/// A file with these servers among other keys.
fn file(servers: BoxedStrategy<String>) -> BoxedStrategy<String> {
    (servers, value(true), value(true), vec(gap(true), 6), any::<bool>())
        .prop_map(|(servers, before, after, gaps, crlf)| {
            let [a, b, c, d, e, f] = std::array::from_fn(|n| gaps[n].clone());
            let text = format!("{a}{{{b}\"before\":{before},{c}\"servers\":{d}{servers},{e}\"after\":{after}{f}}}\n");
            if crlf { text.replace('\n', "\r\n") } else { text }
        })
        .boxed()
}

fn read(text: &str) -> Map<String, Value> {
    Format::Json.read(text, SHAPE).unwrap_or_else(|problem| panic!("{problem:?}: {text}"))
}

/// The text with the entry, and the text after its removal.
fn there_and_back(text: &str) -> (String, String) {
    let before = read(text);
    let mut after = before.clone();
    let entry = json!({ "command": "x", "args": ["mcp"], "env": { "A": "b" } });
    after["servers"].as_object_mut().expect("the servers are an object").insert("clerk".to_owned(), entry);
    let added = Format::Json.change(text, SHAPE, &after).unwrap_or_else(|problem| panic!("{problem:?}: {text}"));
    let removed = Format::Json.change(&added, SHAPE, &before);
    (added.clone(), removed.unwrap_or_else(|problem| panic!("{problem:?}: {added}")))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_entry_can_be_added_and_removed_without_a_trace(text in file(servers())) {
        let (added, removed) = there_and_back(&text);
        prop_assert_eq!(removed, text, "{}", added);
    }

    /// `uninstall` relies on this to recognize the backup of a file.
    #[test]
    fn adding_what_a_changed_file_contains_gives_that_file(text in file(object(true, gap(true)))) {
        let (added, _) = there_and_back(&text);
        let again = Format::Json.change(&text, SHAPE, &read(&added));
        prop_assert_eq!(again.ok(), Some(added));
    }
}

//! Check: the Markdown of a doc comment as text for a model.
//!
//! A model pays for every token. Lines of a paragraph are joined, since it learns nothing from where they break. A link
//! to an item of the crate becomes its text, since a model cannot follow it; a link to an address stays. Code keeps its
//! lines, without those that rustdoc hides.

use std::collections::HashMap;

/// The text before the first heading.
pub(super) fn prompt(lines: impl IntoIterator<Item = String>) -> String {
    let lines: Vec<String> = lines.into_iter().collect();
    let mut reader = Reader::default();
    for line in unindented(&lines) {
        if reader.line(line).is_none() {
            break;
        }
    }
    let links = definitions(&lines);
    let mut text = String::new();
    for block in &reader.blocks {
        if !text.is_empty() {
            text.push_str(block.separator);
        }
        text.push_str(&if block.is_code { block.text.clone() } else { unlinked(&block.text, &links) });
    }
    text
}

/// The lines without the indentation that they share, such as the space after `///`.
fn unindented(lines: &[String]) -> impl Iterator<Item = &str> {
    let indentation = |line: &String| line.len() - line.trim_start().len();
    let shared = lines.iter().filter(|line| !line.trim().is_empty()).map(indentation).min().unwrap_or(0);
    lines.iter().map(move |line| line.get(shared..).unwrap_or("").trim_end())
}

/// A paragraph, an item of a list, or a line of code.
struct Block {
    separator: &'static str,
    text: String,
    is_code: bool,
}

#[derive(Default)]
struct Reader {
    blocks: Vec<Block>,
    /// Whether a blank line came last.
    after_blank: bool,
    fence: Option<Fence>,
}

/// What opened a block of code.
struct Fence {
    marker: String,
    /// Whether the code is Rust, of which rustdoc hides the lines that begin with `# `.
    is_rust: bool,
}

impl Reader {
    /// `None` at the first heading.
    fn line(&mut self, line: &str) -> Option<()> {
        let trimmed = line.trim_start();
        if let Some(fence) = &self.fence {
            if trimmed.starts_with(&fence.marker) && trimmed.trim_matches(['`', '~']).is_empty() {
                self.fence = None;
                self.block("\n", line, true);
            } else if let Some(line) = shown(line, fence.is_rust) {
                self.block("\n", line, true);
            }
            return Some(());
        }
        if let Some(fence) = Fence::open(trimmed) {
            self.fence = Some(fence);
            let separator = if self.after_blank { "\n\n" } else { "\n" };
            self.block(separator, line, true);
        } else if is_heading(trimmed) {
            return None;
        } else if trimmed.is_empty() {
            self.after_blank = true;
        } else if definition(trimmed).is_none() {
            self.text(line);
        }
        Some(())
    }

    fn text(&mut self, line: &str) {
        let stands_alone = is_item(line.trim_start()) || line.trim_start().starts_with(['|', '>']);
        match self.blocks.last_mut() {
            Some(last) if !self.after_blank && !stands_alone && !last.is_code => {
                last.text.push(' ');
                last.text.push_str(line.trim_start());
            }
            _ => {
                let separator = if self.after_blank { "\n\n" } else { "\n" };
                self.block(separator, if stands_alone { line } else { line.trim_start() }, false);
            }
        }
    }

    fn block(&mut self, separator: &'static str, text: &str, is_code: bool) {
        self.blocks.push(Block { separator, text: text.to_owned(), is_code });
        self.after_blank = false;
    }
}

impl Fence {
    fn open(line: &str) -> Option<Self> {
        let character = line.chars().next().filter(|first| ['`', '~'].contains(first))?;
        let marker: String = line.chars().take_while(|next| *next == character).collect();
        let language = line[marker.len()..].trim();
        if marker.len() < 3 || language.contains('`') {
            return None;
        }
        // The words with which rustdoc marks Rust code; any other word is another language.
        let rust = ["rust", "no_run", "ignore", "should_panic", "compile_fail", "test_harness", "standalone_crate"];
        let is_rust = |word: &str| rust.contains(&word) || word.starts_with("edition") || word.starts_with("ignore-");
        let words = || language.split([',', ' ', '\t']).filter(|word| !word.is_empty());
        Some(Self { marker, is_rust: words().all(is_rust) })
    }
}

/// A line of code as rustdoc shows it.
fn shown(line: &str, is_rust: bool) -> Option<&str> {
    let trimmed = line.trim_start();
    match is_rust {
        true if trimmed == "#" || trimmed.starts_with("# ") => None,
        true if trimmed.starts_with("##") => Some(&trimmed[1..]),
        _ => Some(line),
    }
}

fn is_heading(line: &str) -> bool {
    let rest = line.trim_start_matches('#');
    (1..=6).contains(&(line.len() - rest.len())) && (rest.is_empty() || rest.starts_with(' '))
}

fn is_item(line: &str) -> bool {
    let number = line.trim_start_matches(|c: char| c.is_ascii_digit());
    ["- ", "* ", "+ "].iter().any(|bullet| line.starts_with(bullet))
        || (number.len() < line.len() && (number.starts_with(". ") || number.starts_with(") ")))
}

/// The label and the target of `[label]: target`.
fn definition(line: &str) -> Option<(&str, &str)> {
    let (label, target) = line.trim().strip_prefix('[')?.split_once("]:")?;
    let plain = !label.is_empty() && !label.starts_with('^') && !label.contains(['[', ']']);
    plain.then(|| (label, target.split_whitespace().next().unwrap_or_default()))
}

type Definitions = HashMap<String, String>;

fn definitions(lines: &[String]) -> Definitions {
    let all = lines.iter().filter_map(|line| definition(line));
    all.map(|(label, target)| (label.to_lowercase(), target.to_owned())).collect()
}

/// The text with its links to items replaced by what they show.
fn unlinked(text: &str, links: &Definitions) -> String {
    let mut result = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(next) = rest.chars().next() {
        let taken = match next {
            '`' => code_span(rest),
            '\\' => rest.chars().take(2).map(char::len_utf8).sum(),
            '[' => match link(rest, links) {
                Some((shown, length)) => {
                    // An image shows its description.
                    if result.ends_with('!') && !shown.contains("](") {
                        result.pop();
                    }
                    result.push_str(&shown);
                    rest = &rest[length..];
                    continue;
                }
                None => 1,
            },
            other => other.len_utf8(),
        };
        result.push_str(&rest[..taken]);
        rest = &rest[taken..];
    }
    result
}

/// The length of the code span that the text begins with, or of its backticks if nothing closes them.
fn code_span(text: &str) -> usize {
    let ticks = text.len() - text.trim_start_matches('`').len();
    let mut at = ticks;
    while let Some(found) = text[at..].find('`') {
        let start = at + found;
        let length = text[start..].len() - text[start..].trim_start_matches('`').len();
        at = start + length;
        if length == ticks {
            return at;
        }
    }
    ticks
}

/// The length up to and including the bracket that closes the one that the text begins with.
fn closed(text: &str, open: char, close: char) -> Option<usize> {
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(next) = text[at..].chars().next() {
        let length = match next {
            '`' => code_span(&text[at..]),
            '\\' => text[at..].chars().take(2).map(char::len_utf8).sum(),
            other => other.len_utf8(),
        };
        at += length;
        if next == open {
            depth += 1;
        } else if next == close {
            depth -= 1;
            if depth == 0 {
                return Some(at);
            }
        }
    }
    None
}

/// What the link that the text begins with shows, and the link's length. `None` if it is not a link.
fn link(text: &str, links: &Definitions) -> Option<(String, usize)> {
    let end = closed(text, '[', ']')?;
    let label = &text[1..end - 1];
    let after = &text[end..];
    let (target, length) = if after.starts_with('(') {
        let length = closed(after, '(', ')')?;
        (after[1..length - 1].split_whitespace().next().map(str::to_owned), length)
    } else if after.starts_with('[') {
        let length = closed(after, '[', ']')?;
        let name = &after[1..length - 1];
        let name = if name.is_empty() { label } else { name };
        (Some(links.get(&name.to_lowercase()).map_or(name, String::as_str).to_owned()), length)
    } else {
        let target = links.get(&label.to_lowercase()).cloned();
        (Some(target.or_else(|| is_item_path(label).then(|| label.to_owned()))?), 0)
    };
    let shown = unlinked(without_kind(label), links);
    let shown = match target {
        Some(target) if target.contains("://") || target.starts_with("mailto:") => format!("[{shown}]({target})"),
        _ => shown,
    };
    Some((shown, end + length))
}

/// The kinds with which rustdoc tells items of one name apart, as in `struct@User`.
const KINDS: [&str; 18] = [
    "struct", "enum", "trait", "union", "mod", "module", "const", "constant", "fn", "function", "field", "variant",
    "method", "derive", "type", "value", "macro", "prim",
];

fn without_kind(label: &str) -> &str {
    match label.split_once('@') {
        Some((kind, name)) if KINDS.contains(&kind.trim_start_matches('`')) && !kind.starts_with('`') => name,
        _ => label,
    }
}

/// Whether `[label]` alone is a link to an item. Words in brackets are often just that, so a plain word in lower case
/// is not taken for a link.
fn is_item_path(label: &str) -> bool {
    let path = label.trim_matches('`');
    let plain = without_kind(path);
    let name = plain.split(['<', '(', '!', '{']).next().unwrap_or(plain);
    let is_identifier = |segment: &str| {
        !segment.is_empty()
            && !segment.starts_with(|c: char| c.is_ascii_digit())
            && segment.chars().all(|c| c.is_alphanumeric() || c == '_')
    };
    let marked = path.len() < label.len()
        || plain.len() < path.len()
        || name.len() < plain.len()
        || name.contains("::")
        || name.contains('_')
        || name.starts_with(char::is_uppercase);
    marked && name.trim_start_matches("::").split("::").all(is_identifier)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(doc: &str) -> String {
        prompt(doc.lines().map(str::to_owned))
    }

    #[test]
    fn lines_of_a_paragraph_are_joined_and_items_keep_their_own() {
        assert_eq!(
            read(" One\n two.\n\n Three:\n - a\n   and b\n - c\n   - d\n\n 1. e"),
            "One two.\n\nThree:\n- a and b\n- c\n  - d\n\n1. e"
        );
    }

    #[test]
    fn the_text_ends_at_the_first_heading_of_any_level() {
        for heading in ["# Errors", "## Details", "###### Last", "#"] {
            assert_eq!(read(&format!("Text.\n\n{heading}\nMore.")), "Text.", "{heading}");
        }
        assert_eq!(read("#5 is a number.\n#[doc] too."), "#5 is a number. #[doc] too.");
    }

    #[test]
    fn a_link_to_an_item_becomes_its_text() {
        for (markdown, text) in [
            ("Reads a [`User`].", "Reads a `User`."),
            ("Reads a [`User`](crate::client::User).", "Reads a `User`."),
            ("Reads [a user](crate::client::User \"title\").", "Reads a user."),
            ("Reads [a user][`User`] or [`User`][].", "Reads a user or `User`."),
            ("Reads [users].\n\n[users]: crate::User", "Reads users."),
            (
                "See [User], [client::User], [get_user], [get()] and [vec!].",
                "See User, client::User, get_user, get() and vec!.",
            ),
            ("See [struct@User] and [`fn@get`](fn@crate::get).", "See User and `fn@get`."),
            ("See [`Vec<T>`] and [the `a`, the `b`](Self::a).", "See `Vec<T>` and the `a`, the `b`."),
            ("See [the\nlong text](crate::x), and ![a chart](chart).", "See the long text, and a chart."),
        ] {
            assert_eq!(read(markdown), text);
        }
    }

    #[test]
    fn what_is_not_a_link_to_an_item_stays() {
        for text in [
            "See [the docs](https://example.com/a_(b)).",
            "Write to [us](mailto:us@example.com).",
            "- [x] done, [0] is the first of [a, b], [optional].",
            "`[User]`, ``a ` [User]`` and \\[User].",
            "An open [bracket, `and a tick.",
        ] {
            assert_eq!(read(text), text);
        }
        assert_eq!(read("See [the docs].\n\n[the docs]: https://example.com"), "See [the docs](https://example.com).");
    }

    #[test]
    fn code_keeps_its_lines_without_those_that_rustdoc_hides() {
        assert_eq!(
            read(" Like this:\n ```\n # use a::b;\n #\n #[test]\n fn a() {\n     [`b`]\n }\n ## c\n ```\n And\n on."),
            "Like this:\n```\n#[test]\nfn a() {\n    [`b`]\n}\n# c\n```\nAnd on."
        );
        assert_eq!(read("```json\n# all\n{}\n```"), "```json\n# all\n{}\n```");
        assert_eq!(read("~~~text\n```\n~~~\n\n# Errors"), "~~~text\n```\n~~~");
        assert_eq!(read("````\n```\n````"), "````\n```\n````");
    }
}

//! HTML pages. A proxy, a firewall or a sign-in page of a network sends one instead of Clerk's JSON.

use reqwest::header::{CONTENT_TYPE, HeaderMap};

use super::excerpt::excerpt;
use crate::redaction::Scanner;

/// The maximum length of a title, in characters.
const TITLE: usize = 200;

/// Whether a body is an HTML page, by its content type or by its first tag.
pub(super) fn is_html(headers: &HeaderMap, body: &str) -> bool {
    let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let starts = |tag: &str| body.trim_start().get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag));
    kind.to_ascii_lowercase().contains("html") || starts("<!doctype html") || starts("<html")
}

/// The text of the page's title, or else of its first heading. Escaped and shortened.
pub(super) fn title(page: &str, scanner: &Scanner) -> Option<String> {
    ["title", "h1", "h2"].iter().find_map(|tag| {
        let text = without_tags(element(page, tag)?);
        let text = entities(&text).split_whitespace().collect::<Vec<_>>().join(" ");
        (!text.is_empty()).then(|| excerpt(&scanner.clean(&text).replace('`', "'"), TITLE))
    })
}

/// The content of the first element with this tag.
fn element<'a>(page: &'a str, tag: &str) -> Option<&'a str> {
    let lower = page.to_ascii_lowercase();
    let opening = format!("<{tag}");
    let start = lower.match_indices(&opening).map(|(start, _)| start + opening.len()).find(|end| {
        let after = lower[*end..].chars().next();
        after.is_some_and(|after| after == '>' || after == '/' || after.is_ascii_whitespace())
    })?;
    let content = start + lower[start..].find('>')? + 1;
    let end = lower[content..].find(&format!("</{tag}")).unwrap_or(lower.len() - content);
    Some(&page[content..content + end])
}

fn without_tags(text: &str) -> String {
    let mut parts = text.split('<');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + " " + part.split_once('>').map_or("", |(_, after)| after))
}

/// The character references that titles of such pages contain.
fn entities(text: &str) -> String {
    const NAMED: [(&str, &str); 7] = [
        ("&nbsp;", " "),
        ("&#39;", "'"),
        ("&#x27;", "'"),
        ("&quot;", "\""),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&amp;", "&"),
    ];
    NAMED.iter().fold(text.to_owned(), |text, (name, character)| text.replace(name, character))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_title_is_found_in_any_spelling() {
        for (page, expected) in [
            ("<html><head><title>Just a moment...</title>", "Just a moment..."),
            ("<HTML><TITLE\nlang=en>\n Access\n denied </TITLE>", "Access denied"),
            ("<title>Attention Required! | Cloudflare &amp; more</title>", "Attention Required! | Cloudflare & more"),
            ("<titlebar>x</titlebar><title>Blocked</title>", "Blocked"),
            ("<title></title><h1>403 <b>Forbidden</b></h1>", "403 Forbidden"),
            ("<body><h2 class=a>Web Page Blocked</h2>", "Web Page Blocked"),
            ("<title>cut in the mid", "cut in the mid"),
            ("<title>a`b\u{1b}[2J</title>", "a'b\\u{1b}[2J"),
        ] {
            assert_eq!(title(page, &Scanner::default()).as_deref(), Some(expected), "{page}");
        }
        for page in ["", "<title", "<title>", "<p>no title</p>", "<title> </title>"] {
            assert_eq!(title(page, &Scanner::default()), None, "{page}");
        }
        assert!(
            title(&format!("<title>{}</title>", "x".repeat(9_999)), &Scanner::default())
                .is_some_and(|title| title.len() < 210)
        );
    }

    #[test]
    fn a_page_is_recognized_by_its_type_or_its_first_tag() {
        let typed = |kind: &'static str| {
            HeaderMap::from_iter([(CONTENT_TYPE, reqwest::header::HeaderValue::from_static(kind))])
        };
        assert!(is_html(&typed("Text/HTML; charset=utf-8"), ""));
        assert!(is_html(&typed("application/json"), "\n<!DOCTYPE html><p>"));
        assert!(is_html(&HeaderMap::new(), "<HTML>"));
        assert!(!is_html(&typed("application/json"), "{}"));
        assert!(!is_html(&HeaderMap::new(), "<htäml"));
    }
}

//! Check: doc comments as prompts.

use syn::{Attribute, Expr, Lit, Meta};

use crate::errors::Errors;

/// The most that every provider takes as a description, in characters.
const LONGEST: usize = 1024;

/// The text of an item's doc comments, up to the first heading: what follows that, such as `# Errors`, is for people.
/// `None` where it cannot be read, which has been reported.
///
/// Lines of a paragraph are joined, since a model pays for line breaks and learns nothing from them.
pub(super) fn text(attrs: &[Attribute], errors: &mut Errors) -> Option<String> {
    let mut text = String::new();
    let mut paragraph = true;
    for line in lines(attrs, errors)? {
        let line = line.trim();
        if line.starts_with("# ") {
            break;
        }
        let item = ["- ", "* ", "+ "].iter().any(|bullet| line.starts_with(bullet));
        match line {
            "" => paragraph = true,
            line => {
                text.push_str(match (text.is_empty(), paragraph, item) {
                    (true, ..) => "",
                    (false, true, _) => "\n\n",
                    (false, false, true) => "\n",
                    (false, false, false) => " ",
                });
                text.push_str(line);
                paragraph = false;
            }
        }
    }
    if let Some(first) = attrs.iter().find(|attr| is_doc(attr)).filter(|_| text.chars().count() > LONGEST) {
        let length = text.chars().count();
        errors.on(first, format!("this is the prompt, and has {length} characters: providers take at most {LONGEST}"));
    }
    Some(text)
}

pub(super) fn is_doc(attr: &Attribute) -> bool {
    attr.path().is_ident("doc")
}

fn lines(attrs: &[Attribute], errors: &mut Errors) -> Option<Vec<String>> {
    let mut lines = Vec::new();
    for attr in attrs.iter().filter(|attr| is_doc(attr)) {
        // `#[doc(hidden)]` and its like are no text.
        let Meta::NameValue(meta) = &attr.meta else { continue };
        match &meta.value {
            Expr::Lit(literal) => {
                if let Lit::Str(text) = &literal.lit {
                    lines.extend(text.value().lines().map(str::to_owned));
                    // An empty line has no lines.
                    if text.value().is_empty() {
                        lines.push(String::new());
                    }
                }
            }
            other => {
                errors.on(other, "the doc comment of a tool is its prompt, so it has to be literal text");
                return None;
            }
        }
    }
    Some(lines)
}

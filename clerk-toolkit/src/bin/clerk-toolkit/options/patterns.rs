//! Which tools: `*`, `users`, `users.*`, `users.getUser`, `getUser`.

use clerk_toolkit::tool::PatternError;
use clerk_toolkit::{Toolset, catalog};

/// The tools of the catalog that the patterns name; all of them where there is no pattern.
///
/// Patterns may stand together in one argument, parted by commas or spaces, and in quotes: a client's configuration
/// often hands over `users,organizations` or `"users.*"` where no shell takes it apart.
///
/// # Errors
/// Where one of them names nothing.
pub(crate) fn select(patterns: &[String]) -> Result<Toolset, PatternError> {
    if patterns.is_empty() {
        return Ok(catalog::ALL);
    }
    catalog::ALL.try_select(patterns.iter().flat_map(|argument| parts(argument)))
}

fn parts(argument: &str) -> impl Iterator<Item = &str> {
    unquoted(argument).split([',', ' ']).map(unquoted).filter(|part| !part.is_empty())
}

/// Without white space and a pair of quotes around it.
fn unquoted(text: &str) -> &str {
    let text = text.trim();
    let inside = |quote: char| text.strip_prefix(quote)?.strip_suffix(quote);
    match inside('"').or_else(|| inside('\'')) {
        Some(inside) if !inside.contains(['"', '\'']) => inside.trim(),
        _ => text,
    }
}

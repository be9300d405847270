//! The code that `toolset!` runs at compile time.
//!
//! Names are sorted once, so that the search for duplicates takes n log n comparisons. The compiler limits how long a
//! constant may take; that is fast enough for the largest set.

use super::{CAPACITY, Definition, Toolset};
use crate::tool::Tool;

/// One entry of a `toolset!`, with its position in the source.
pub struct Part {
    entry: usize,
    tools: Source,
}

enum Source {
    One(&'static Definition),
    Spread(Toolset),
}

impl Part {
    /// A single tool.
    pub const fn one(entry: usize, tool: &'static Definition) -> Self {
        Self { entry, tools: Source::One(tool) }
    }

    /// `..OTHER`, another set.
    pub const fn spread(entry: usize, tools: Toolset) -> Self {
        Self { entry, tools: Source::Spread(tools) }
    }

    const fn len(&self) -> usize {
        match &self.tools {
            Source::One(_) => 1,
            Source::Spread(tools) => tools.len(),
        }
    }
}

/// Takes the place of an entry whose path leads to a value that is not a tool.
#[doc(hidden)]
#[derive(Debug, Clone, Copy)]
pub struct NotATool;

#[doc(hidden)]
impl Tool for NotATool {
    const DEFINITION: &'static Definition = &Definition::broken(NO_NAME, "", "");
}

/// The name of a tool that was refused. No tool has it.
const NO_NAME: &str = "";

/// What can stand after `..` in a `toolset!`: only a [`Toolset`].
#[diagnostic::on_unimplemented(
    message = "only a toolset can be spread with `..`",
    label = "not a toolset",
    note = "if this is a tool, drop the `..`: a tool is listed by its path"
)]
pub trait Spread: Copy {
    /// The same type. It is not known if the trait is not implemented, so that the compiler reports nothing more.
    type Toolset;
}

impl Spread for Toolset {
    type Toolset = Self;
}

/// The toolset after `..`.
pub const fn toolset<T: Spread<Toolset = T>>(toolset: T) -> <T as Spread>::Toolset {
    toolset
}

/// The number of tools of all entries.
pub const fn count(parts: &[Part]) -> usize {
    let mut sum = 0;
    let mut at = 0;
    while at < parts.len() {
        sum += parts[at].len();
        at += 1;
    }
    assert!(sum <= CAPACITY, "a toolset holds at most 1024 tools");
    sum
}

/// The entries' tools in their written order.
pub const fn collect<const N: usize>(parts: &[Part]) -> [&'static Definition; N] {
    let mut tools = [NotATool::DEFINITION; N];
    let mut filled = 0;
    let mut at = 0;
    while at < parts.len() {
        match &parts[at].tools {
            Source::One(tool) => {
                tools[filled] = tool;
                filled += 1;
            }
            Source::Spread(set) => {
                let mut position = 0;
                while position < set.table.tools.len() {
                    if set.holds(position) {
                        tools[filled] = set.table.tools[position];
                        filled += 1;
                    }
                    position += 1;
                }
            }
        }
        at += 1;
    }
    tools
}

/// The positions of the tools, sorted by name. Tools with equal names keep their written order. A bottom-up merge sort.
#[allow(clippy::cast_possible_truncation)]
pub const fn sort<const N: usize>(tools: &[&'static Definition; N]) -> [u16; N] {
    let mut sorted = [0; N];
    let mut at = 0;
    while at < N {
        sorted[at] = at as u16;
        at += 1;
    }
    let mut width = 1;
    while width < N {
        let source = sorted;
        let mut start = 0;
        while start < N {
            let middle = min(start + width, N);
            let end = min(start + 2 * width, N);
            let (mut left, mut right, mut to) = (start, middle, start);
            while to < end {
                let take_left = left < middle
                    && (right >= end
                        || !less(tools[source[right] as usize].name(), tools[source[left] as usize].name()));
                if take_left {
                    sorted[to] = source[left];
                    left += 1;
                } else {
                    sorted[to] = source[right];
                    right += 1;
                }
                to += 1;
            }
            start += 2 * width;
        }
        width *= 2;
    }
    sorted
}

const fn min(a: usize, b: usize) -> usize {
    if a < b { a } else { b }
}

/// Stops the compiler at the caller's location if the entry is not a tool, or if it has a tool whose name an earlier
/// entry has. Two equal names in one entry are a mistake in the set that it spreads, and are reported there.
#[track_caller]
pub const fn check(parts: &[Part], tools: &[&'static Definition], by_name: &[u16], entry: usize, refusal: &str) {
    let (start, end) = span(parts, entry);
    if start < end && is_refused(tools[start]) {
        if refusal.is_empty() {
            // The toolset that the entry spreads has a mistake in it, which has been reported.
            return;
        }
        panic!("{}", refusal);
    }
    let mut at = 1;
    while at < by_name.len() {
        let (earlier, later) = (by_name[at - 1] as usize, by_name[at] as usize);
        let clashes = equal(tools[earlier].name(), tools[later].name()) && !is_refused(tools[later]);
        if earlier < start && later >= start && later < end && clashes {
            let message = clash(tools[earlier], tools[later]);
            panic!("{}", message.as_str());
        }
        at += 1;
    }
}

/// Whether this is in the place of an entry that is not a tool.
pub(super) const fn is_refused(tool: &Definition) -> bool {
    equal(tool.name(), NO_NAME)
}

/// The range of an entry's tools in the written order.
const fn span(parts: &[Part], entry: usize) -> (usize, usize) {
    let mut start = 0;
    let mut at = 0;
    while at < parts.len() && parts[at].entry != entry {
        start += parts[at].len();
        at += 1;
    }
    (start, start + parts[at].len())
}

const fn clash(earlier: &Definition, later: &Definition) -> Message {
    let message = Message::new();
    if equal(path(earlier), path(later)) {
        return message
            .add("the tool `")
            .add(later.name())
            .add("` is listed twice: `")
            .add(path(later))
            .add("`; leave one out");
    }
    message
        .add("two tools are named `")
        .add(later.name())
        .add("`: `")
        .add(path(earlier))
        .add("` and `")
        .add(path(later))
        .add("`; rename one with `name = …`, or leave one out")
}

/// The path of a tool's function. Every tool of a set has one.
const fn path(tool: &Definition) -> &str {
    match tool.path() {
        Some(path) => path,
        None => tool.name(),
    }
}

/// A text that is composed at compile time.
pub(super) struct Message {
    bytes: [u8; Self::LONGEST],
    len: usize,
}

impl Message {
    const LONGEST: usize = 1024;

    pub(super) const fn new() -> Self {
        Self { bytes: [0; Self::LONGEST], len: 0 }
    }

    pub(super) const fn add(mut self, text: &str) -> Self {
        let text = text.as_bytes();
        let mut at = 0;
        while at < text.len() && self.len < Self::LONGEST {
            self.bytes[self.len] = text[at];
            self.len += 1;
            at += 1;
        }
        self
    }

    pub(super) const fn as_str(&self) -> &str {
        match str::from_utf8(self.bytes.split_at(self.len).0) {
            Ok(text) => text,
            Err(_) => "the toolset has two tools of one name, or a pattern that matches none",
        }
    }
}

pub(super) const fn equal(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len() != b.len() {
        return false;
    }
    let mut at = 0;
    while at < a.len() {
        if a[at] != b[at] {
            return false;
        }
        at += 1;
    }
    true
}

const fn less(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let mut at = 0;
    while at < a.len() && at < b.len() {
        if a[at] != b[at] {
            return a[at] < b[at];
        }
        at += 1;
    }
    a.len() < b.len()
}

//! Sets of tools that the compiler checks.

mod build;
mod policy;
mod select;

use std::fmt;

use super::{Definition, Tool};

pub use self::build::{NotATool, Part, check, collect, count, sort, toolset};
pub use self::select::PatternError;

/// How many tools one set can hold.
const CAPACITY: usize = 1024;
const WORDS: usize = CAPACITY / 64;

/// A constant set of tools, made by [`toolset!`](crate::toolset).
///
/// It lists its tools in the order in which they were written. It finds a tool by its name in logarithmic time. The
/// compiler makes both tables. A set is `Copy`, and a selection shares its tables.
#[derive(Clone, Copy)]
pub struct Toolset {
    table: &'static Table,
    members: [u64; WORDS],
}

/// All tools of a `toolset!` in their written order, and the order of their names.
#[doc(hidden)]
pub struct Table {
    pub tools: &'static [&'static Definition],
    pub by_name: &'static [u16],
}

impl Toolset {
    /// The set without tools, for a toolkit that has only [tools defined at run time](super::DynamicTool).
    pub const EMPTY: Self = Self::new(&Table { tools: &[], by_name: &[] });

    /// The set of all the table's tools.
    #[doc(hidden)]
    pub const fn new(table: &'static Table) -> Self {
        let mut members = [0; WORDS];
        let mut position = 0;
        while position < table.tools.len() {
            members[position / 64] |= 1 << (position % 64);
            position += 1;
        }
        Self { table, members }
    }

    /// Replaces a toolset whose list did not compile, so that uses of it add no further error.
    #[doc(hidden)]
    pub const fn refused() -> Self {
        Self::new(&Table { tools: &[NotATool::DEFINITION], by_name: &[0] })
    }

    /// The tools in their written order.
    pub fn iter(&self) -> impl Iterator<Item = &'static Definition> + use<> {
        let this = *self;
        this.table.tools.iter().enumerate().filter(move |(position, _)| this.holds(*position)).map(|(_, tool)| *tool)
    }

    /// The tool with that name.
    pub fn get(&self, name: &str) -> Option<&'static Definition> {
        let tools = self.table.tools;
        let found =
            self.table.by_name.binary_search_by(|&position| tools[usize::from(position)].name().cmp(name)).ok()?;
        let position = usize::from(self.table.by_name[found]);
        self.holds(position).then(|| tools[position])
    }

    /// The number of tools.
    pub const fn len(&self) -> usize {
        let mut sum = 0;
        let mut word = 0;
        while word < WORDS {
            sum += self.members[word].count_ones() as usize;
            word += 1;
        }
        sum
    }

    /// Whether there are no tools. Only [`Toolset::EMPTY`] has none: `toolset!` and selections have at least one.
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    const fn holds(&self, position: usize) -> bool {
        self.members[position / 64] & (1 << (position % 64)) != 0
    }
}

impl fmt::Debug for Toolset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter().map(Definition::name)).finish()
    }
}

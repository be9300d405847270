use clerk_toolkit::{Toolset, catalog};

pub const TOOLS: Toolset = catalog::ALL.select([]);

fn main() {}

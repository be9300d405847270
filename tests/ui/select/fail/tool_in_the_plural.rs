use clerk_toolkit::{Toolset, catalog};

pub const TOOLS: Toolset = catalog::ALL.select(["getUsers"]);

fn main() {}

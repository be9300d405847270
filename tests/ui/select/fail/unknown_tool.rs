use clerk_toolkit::{Toolset, catalog};

pub const TOOLS: Toolset = catalog::ALL.select(["users.getUsr"]);

fn main() {}

use clerk_toolkit::{Toolset, catalog};

pub const TOOLS: Toolset = catalog::users::TOOLS.select(["getOrganization"]);
pub const ALL: Toolset = catalog::ALL.select(["billing"]);

fn main() {}

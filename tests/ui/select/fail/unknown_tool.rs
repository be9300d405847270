use clerk_toolkit::{Toolset, catalog};

const TOOLS: Toolset = catalog::ALL.select(["users.getUsr"]);

fn main() {
    println!("{TOOLS:?}");
}

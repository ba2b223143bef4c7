"""What tests stand on: classes, servers, terminals, hostile submissions, all of them real."""

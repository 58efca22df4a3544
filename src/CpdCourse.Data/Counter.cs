namespace CpdCourse.Data;

/// <summary>Gives out numbers for addresses; both databases do it in one statement.</summary>
public sealed class Counter
{
    public required string Name { get; init; }

    public int Value { get; private set; }
}

/// <summary>A small fact of the site, such as the hash of the set-up link.</summary>
public sealed class SiteNote
{
    public required string Key { get; init; }

    public required string Value { get; set; }
}

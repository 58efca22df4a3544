using CpdCourse.Domain.Common;

namespace CpdCourse.Domain.Courses;

/// <summary>A subject that Things and posts are listed under, such as "Online identity".</summary>
public sealed class Category
{
    private Category() { }

    /// <summary>Makes a category from the name as typed; the slug is derived from it.</summary>
    public Category(string name)
    {
        Name = Text.Line(name);
        Slug = Text.Slug(Name, NameLimit);
    }

    /// <summary>Longest name, in characters.</summary>
    public const int NameLimit = 50;

    /// <summary>Identity.</summary>
    public Id<Category> Id { get; private set; } = Id<Category>.New();

    /// <summary>As shown.</summary>
    public string Name { get; private set; } = "";

    /// <summary>As in the address; unique in the course.</summary>
    public string Slug { get; private set; } = "";
}

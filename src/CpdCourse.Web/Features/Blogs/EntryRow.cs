using CpdCourse.Data;
using CpdCourse.Domain.Blogs;
using CpdCourse.Domain.Recognising;
using CpdCourse.Domain.Writing;
using CpdCourse.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Blogs;

/// <summary>A post of a blog elsewhere with what it was taken for.</summary>
internal sealed record EntryRow(BlogEntry Entry, string? Handle, string? Slug)
{
    /// <summary>Where it stands here; null while it does not.</summary>
    public string? Address =>
        Handle is not null && Slug is not null ? Addresses.Post(Handle, Slug) : null;

    public IEnumerable<int> Sure => Entry.Sure.Select(t => t.Number).Order();

    /// <summary>The Thing that it most likely answers; 0 when nobody knows.</summary>
    public int Likely =>
        Entry.Recognised.FirstOrDefault(t => t.Ground is Recognition.Guess)?.Number ?? 0;

    /// <summary>True while somebody's word is wanted, or may still be said.</summary>
    public bool MayAnswer =>
        Entry.State is EntryState.Asked or EntryState.Unplaced or EntryState.Dismissed;

    public string Says => BlogWords.Of(Entry);

    /// <summary>The newest first.</summary>
    public static IQueryable<EntryRow> Of(CourseDb db, IQueryable<BlogEntry> entries) =>
        from entry in entries.AsNoTracking()
        join post in db.Posts.Where(p => p.State == PostState.Published)
            on entry.Post equals post.Id
            into posts
        from post in posts.DefaultIfEmpty()
        join persona in db.Personas on post.Author equals persona.Id into authors
        from author in authors.DefaultIfEmpty()
        orderby entry.WrittenAt descending, entry.Id
        select new EntryRow(entry, author.Handle, post.Slug);
}

/// <summary>Says in words how the posts of a blog stand.</summary>
internal static class BlogWords
{
    public static string Of(BlogEntry entry) =>
        entry.State switch
        {
            EntryState.Listed or EntryState.Ready => string.Join(
                ", ",
                entry.Sure.OrderBy(t => t.Number).Select(Of)
            ),
            EntryState.Asked =>
                $"Perhaps {Say.List([.. entry.Recognised.Where(t => t.Ground is Recognition.Guess).Select(t => $"Thing {t.Number}")])}?",
            EntryState.Unplaced => "No Thing recognised",
            EntryState.Dismissed => "Not a response",
            EntryState.Gone => "Gone from your blog",
            _ => "Listed under another name",
        };

    /// <summary>What was just done.</summary>
    public static string? Said(string? said) =>
        said switch
        {
            "followed" =>
                "Followed. Each new post that answers a Thing is noticed within the hour.",
            "looking" =>
                "We are looking. If what we need is there, its posts are listed in a moment; load this page again.",
            "answered" => "Done. You can change it below at any time.",
            "comments" => "Done. Readers see it on the pages of your posts.",
            "stopped" => "Its new posts are no longer noticed. What is listed stays.",
            "reading" => "We are reading it now; load this page again in a moment.",
            _ => null,
        };

    private static string Of(RecognisedThing thing) =>
        $"Thing {thing.Number}: {thing.Ground switch
        {
            Recognition.Link => "you link to it",
            Recognition.Tag => "from its tag",
            Recognition.Title => "from its title",
            Recognition.Prompt => "one of its questions is a heading",
            Recognition.Organiser => "an organiser said so",
            _ => "you said so",
        }}";
}

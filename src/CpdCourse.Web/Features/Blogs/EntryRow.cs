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
            "whole" =>
                "Done. Your feed is being read: where it carries the whole text, that is shown in a moment.",
            "beginning" =>
                "Done. Your posts are shown with their beginning and a link to your blog.",
            "stopped" =>
                "Its new posts are no longer noticed. What is listed stays, with its beginning and a link.",
            "reading" => "We are reading it now; load this page again in a moment.",
            _ => null,
        };

    public static IReadOnlyList<(TextShown Value, string Words)> TextChoices { get; } =
    [
        (TextShown.Beginning, "Its beginning, and a link to my blog"),
        (TextShown.Whole, "The whole text, on its page here and in the feeds of the course"),
    ];

    /// <summary>How many of a blog's posts are shown whole.</summary>
    public static string OfTexts(int all, int whole) =>
        whole == all ? $"{Say.Count(all, "post")} on the course, shown whole."
        : whole == 0
            ? $"{Say.Count(all, "post")} on the course, none of them shown whole so far: their texts come when the feed is read next, if it still has them."
        : $"{Say.Count(all, "post")} on the course, {Say.Number(whole)} of them shown whole. The others keep their beginning: they are no longer in the feed, or longer than 100,000 characters there.";

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

using System.Security.Cryptography;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.People;
using CpdCourse.Domain.Writing;

namespace CpdCourse.Domain.Blogs;

/// <summary>How far a blog has come.</summary>
public enum BlogState
{
    /// <summary>Its feed is being looked for.</summary>
    Searching = 0,

    /// <summary>Its feed was found; its owner has not said yet that it is to be followed.</summary>
    Found = 1,

    /// <summary>No feed could be read; <see cref="Blog.Problem"/> says why.</summary>
    NotFound = 2,

    /// <summary>Its feed is read about once an hour.</summary>
    Followed = 3,

    /// <summary>It could not be read for days, or says that it is gone: left alone until its owner asks again.</summary>
    Resting = 4,
}

/// <summary>By what it is known that a blog is its persona's.</summary>
public enum BlogProof
{
    /// <summary>By nothing yet: it is followed, and nothing of it is listed.</summary>
    None = 0,

    /// <summary>Its home page links to the persona's page.</summary>
    Link = 1,

    /// <summary>Its home page holds <see cref="Blog.Token"/>.</summary>
    Token = 2,

    /// <summary>A page of it sent a webmention to the persona's page.</summary>
    Webmention = 3,

    /// <summary>An organiser says so.</summary>
    Organiser = 4,
}

/// <summary>
/// A blog on another site that a persona says is theirs. Its posts are noticed by its feed and by what it sends; they are listed in the persona's name once
/// it is proven that both belong together (trust F7).
/// </summary>
public sealed partial class Blog : Aggregate
{
    private Blog() { }

    /// <summary>Longest title kept, in characters.</summary>
    public const int TitleLimit = 200;

    /// <summary>Blogs that a persona can have.</summary>
    public const int Most = 10;

    /// <summary>Identity; also in the address of its page.</summary>
    public Id<Blog> Id { get; private set; } = Id<Blog>.New();

    /// <summary>Whose it is said to be, and in whose name its posts are listed.</summary>
    public Id<Persona> Persona { get; private set; }

    /// <summary>The address as typed, made whole.</summary>
    public string Address { get; private set; } = "";

    /// <summary>Canonical address of its first page; empty until found.</summary>
    public string Home { get; private set; } = "";

    /// <summary>Host of its first page without "www."; empty until found.</summary>
    public string Host { get; private set; } = "";

    /// <summary>Address of its feed; empty until found.</summary>
    public string Feed { get; private set; } = "";

    /// <summary>What it calls itself, plain text.</summary>
    public string Title { get; private set; } = "";

    /// <summary>Other feeds that it offers, each as its address, a space and its title.</summary>
    public IReadOnlyList<string> Offers { get; private set; } = [];

    /// <summary>How far it has come.</summary>
    public BlogState State { get; private set; }

    /// <summary>What is wrong with it, in a sentence or two for its owner; null when nothing is.</summary>
    public string? Problem { get; private set; }

    /// <summary>When it was asked for.</summary>
    public DateTimeOffset AskedAt { get; private set; }

    /// <summary>When an organiser brought it for its persona; null when they added it themselves.</summary>
    public DateTimeOffset? BroughtAt { get; private set; }

    /// <summary>When its owner, or an organiser for them, said that it is to be followed.</summary>
    public DateTimeOffset? FollowedAt { get; private set; }

    /// <summary>By what it is known to be its persona's.</summary>
    public BlogProof Proof { get; private set; }

    /// <summary>When that was seen.</summary>
    public DateTimeOffset? ProvenAt { get; private set; }

    /// <summary>A word that only its persona is shown: where it stands in the blog, the blog is theirs.</summary>
    public string Token { get; private set; } = "";

    /// <summary>Where readers comment on its posts that are listed from now on.</summary>
    public CommentsAt CommentsAt { get; private set; }

    /// <summary>True when it is known to be its persona's.</summary>
    public bool IsProven => Proof is not BlogProof.None;

    /// <summary>True when its owner wants its posts.</summary>
    public bool IsFollowed => FollowedAt is not null;

    /// <summary>Asks for a search: nothing is followed before its owner has seen what was found.</summary>
    public static Blog Ask(Id<Persona> persona, Uri address, DateTimeOffset now)
    {
        var blog = Of(persona, address, now);
        blog.Raise(new BlogAsked(blog.Id));
        return blog;
    }

    /// <summary>An organiser names it for its persona. Whoever brings it has looked for its feed.</summary>
    public static Blog Bring(Id<Persona> persona, Uri address, DateTimeOffset now)
    {
        var blog = Of(persona, address, now);
        blog.BroughtAt = now;
        return blog;
    }

    private static Blog Of(Id<Persona> persona, Uri address, DateTimeOffset now) =>
        new()
        {
            Persona = persona,
            Address = address.AbsoluteUri,
            AskedAt = now,
            Token = $"cpd-{RandomNumberGenerator.GetHexString(16, lowercase: true)}",
        };

    /// <summary>Its feed was found and could be read. What was shown of one first page says nothing of another.</summary>
    public void Find(FoundBlog found)
    {
        var home = Link.Canonical(found.Home);
        if (home != Home)
        {
            Proof = BlogProof.None;
            ProvenAt = null;
            ShowBeginnings();
        }

        Home = home;
        Host = HostOf(found.Home);
        Feed = found.Feed.AbsoluteUri;
        Title = Text.Cut(Text.Line(found.Title), TitleLimit);
        Offers = [.. found.Offers];
        State = IsFollowed ? BlogState.Followed : BlogState.Found;
        Problem = null;
    }

    /// <summary>No feed could be found or read.</summary>
    public void CannotFind(string problem)
    {
        State = BlogState.NotFound;
        Problem = problem;
    }

    /// <summary>Its owner takes another address, or one of the other feeds: it is searched anew.</summary>
    public void SearchAgain(Uri address, DateTimeOffset now)
    {
        Address = address.AbsoluteUri;
        State = BlogState.Searching;
        Problem = null;
        AskedAt = now;
        Forget();
        Raise(new BlogAsked(Id));
    }

    /// <summary>Its owner wants its posts here. Does nothing when they said so before.</summary>
    public Outcome Follow(DateTimeOffset now)
    {
        if (State is BlogState.Searching or BlogState.NotFound)
        {
            return Refusals.NoFeedYet;
        }

        FollowedAt ??= now;
        if (State is not BlogState.Followed)
        {
            State = BlogState.Followed;
            ReadSoon(now);
            Raise(new BlogFollowed(Id));
        }

        return Outcome.Done;
    }

    /// <summary>Its owner says where readers comment on its posts.</summary>
    public Outcome TakeComments(CommentsAt where)
    {
        if (!Enum.IsDefined(where))
        {
            return Refusals.ChooseOne;
        }

        CommentsAt = where;
        return Outcome.Done;
    }

    /// <summary>It is known to be its persona's. The first proof counts.</summary>
    public void Prove(BlogProof proof, DateTimeOffset now)
    {
        if (!IsProven && proof is not BlogProof.None)
        {
            Proof = proof;
            ProvenAt = now;
            Raise(new BlogFollowed(Id));
        }
    }

    /// <summary>
    /// True for a page of this blog: on its host and below its home page. On many hosts people live side by side: a home page that is one file, or known by what
    /// stands behind its "?", vouches for itself alone.
    /// </summary>
    public bool Holds(Uri page)
    {
        if (Home.Length == 0 || HostOf(page) != Host)
        {
            return false;
        }

        var home = new Uri(Home);
        var path = home.AbsolutePath;
        var folder = path[..(path.LastIndexOf('/') + 1)];
        var name = path[folder.Length..];
        var start = name.Length == 0 || IsIndex(name) ? folder : path + "/";
        return home.Query.Length > 0
            ? Link.Spellings(page).Contains(Home, StringComparer.Ordinal)
            : page.AbsolutePath == path
                || page.AbsolutePath.StartsWith(start, StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsIndex(string name) =>
        name.StartsWith("index.", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("default.", StringComparison.OrdinalIgnoreCase);

    /// <summary>The host of an address as blogs are told apart by it: in lower case, without "www.", with its port where that is an odd one.</summary>
    public static string HostOf(Uri address)
    {
        var host = address.IdnHost.ToLowerInvariant();
        var bare = host.StartsWith("www.", StringComparison.Ordinal) ? host[4..] : host;
        return address.IsDefaultPort ? bare : $"{bare}:{address.Port}";
    }
}

/// <summary>What a search came to.</summary>
/// <param name="Home">Its first page.</param>
/// <param name="Feed">Its feed.</param>
/// <param name="Title">What it calls itself.</param>
/// <param name="Offers">Other feeds: address, space, title.</param>
public sealed record FoundBlog(Uri Home, Uri Feed, string Title, IReadOnlyList<string> Offers);

/// <summary>Somebody wants a blog to be looked for.</summary>
/// <param name="Blog">Which.</param>
public sealed record BlogAsked(Id<Blog> Blog) : IDomainEvent;

/// <summary>A blog is followed now, or known to be its persona's: what was found of it may be listed.</summary>
/// <param name="Blog">Which.</param>
public sealed record BlogFollowed(Id<Blog> Blog) : IDomainEvent;

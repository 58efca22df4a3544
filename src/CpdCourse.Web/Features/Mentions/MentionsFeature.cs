using CpdCourse.Domain.Conversation;
using CpdCourse.Domain.Writing;
using CpdCourse.Web.Features.Shared.Conversation;
using CpdCourse.Web.Hosting;
using CpdCourse.Web.Jobs;

namespace CpdCourse.Web.Features.Mentions;

internal static class MentionsFeature
{
    public static void AddMentions(this IServiceCollection services)
    {
        services.AddSingleton<PingLimits>();
        services.AddScoped<MentionTargets>();
        services.AddScoped<MentionList>();
        services.AddScoped<ReceiveMention>();
        services.AddScoped<TrackbackEndpoint>();
        services.AddScoped<WebmentionEndpoint>();
        services.AddScoped<PingbackEndpoint>();
        services.AddSingleton<AwaitTurns>();
        services.AddScoped<AwaitLook>();
        services.AddScoped<LookAtSource>();
        services.AddScoped<ListedSource>();
        services.AddScoped<SourceTrust>();
        services.AddScoped<PostLinks>();
        services.AddSingleton<KnownEndpoints>();
        services.AddScoped<SendPing>();
        services.AddScoped<FindSaying>();
        services.AddScoped<TellAgain>();
        services.React<MentionClaimed, VerifyMention>(isSlow: true);
        services.Later<SourceToVerify, VerifyMention>(isSlow: true);
        services.Later<AuthorToFind, FindAuthor>(isSlow: true);
        services.React<MentionConfirmed, TellOfMention>();
        services.React<PostPublished, LinkPostsHere>();
        services.React<PostChanged, LinkPostsHere>();
        services.React<PostWithdrawn, LinkPostsHere>();
        services.React<PostPublished, NoteOutgoingLinks>();
        services.React<PostChanged, NoteOutgoingLinks>();
        services.React<PostWithdrawn, NoteOutgoingLinks>();
        services.React<CommentAccepted, TellSourceOfComment>();
        services.React<CommentReworded, TellSourceOfComment>();
        services.React<CommentClosed, TellSourceOfComment>();
        services.React<PostPublished, TellSourceOfComment>();
        services.React<PostWithdrawn, TellSourceOfComment>();
        services.Later<LinkToTell, TellSite>(isSlow: true);
    }

    public static void MapMentions(this IEndpointRouteBuilder site)
    {
        var routes = site.MapGroup("").WithMetadata(new ReadsNoCookiesAttribute());
        routes.MapPost(
            Addresses.Pingback,
            (HttpContext context, PingbackEndpoint endpoint) =>
                endpoint.Post(context, context.RequestAborted)
        );
        // People who open it are told what it is for.
        routes.MapMethods(
            Addresses.Pingback,
            [HttpMethods.Get, HttpMethods.Head],
            () => new SeeOther(Addresses.Linking)
        );
        MapTrackback(
            routes,
            "/@{handle}/{slug}/trackback",
            at => LocalPage.OfPost(Word(at, "handle"), Word(at, "slug"))
        );
        MapTrackback(routes, "/trackback/{number:int:min(1)}", at => LocalPage.OfPost(Number(at)));
        MapTrackback(
            routes,
            "/things/{number:int:min(1)}/trackback",
            at => LocalPage.OfThing(Number(at))
        );
    }

    private static void MapTrackback(
        IEndpointRouteBuilder routes,
        string path,
        Func<HttpContext, LocalPage> page
    )
    {
        routes.MapPost(
            path,
            (HttpContext context, TrackbackEndpoint endpoint) =>
                endpoint.Post(context, page(context), context.RequestAborted)
        );
        routes.MapMethods(
            path,
            [HttpMethods.Get, HttpMethods.Head],
            (HttpContext context, TrackbackEndpoint endpoint) =>
                endpoint.Get(context.Request, page(context), context.RequestAborted)
        );
    }

    private static string Word(HttpContext context, string name) =>
        context.GetRouteValue(name)?.ToString() ?? "";

    private static int Number(HttpContext context) =>
        int.Parse(Word(context, "number"), Say.Culture);
}

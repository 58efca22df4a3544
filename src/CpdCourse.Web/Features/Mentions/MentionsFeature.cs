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
        const string post = "/@{handle}/{slug}/trackback";
        const string thing = "/things/{number:int:min(1)}/trackback";
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
        routes.MapPost(
            post,
            (string handle, string slug, HttpContext context, TrackbackEndpoint endpoint) =>
                endpoint.Post(context, LocalPage.OfPost(handle, slug), context.RequestAborted)
        );
        routes.MapPost(
            thing,
            (int number, HttpContext context, TrackbackEndpoint endpoint) =>
                endpoint.Post(context, LocalPage.OfThing(number), context.RequestAborted)
        );
        routes.MapMethods(
            post,
            [HttpMethods.Get, HttpMethods.Head],
            (string handle, string slug, HttpContext context, TrackbackEndpoint endpoint) =>
                endpoint.Get(
                    context.Request,
                    LocalPage.OfPost(handle, slug),
                    context.RequestAborted
                )
        );
        routes.MapMethods(
            thing,
            [HttpMethods.Get, HttpMethods.Head],
            (int number, HttpContext context, TrackbackEndpoint endpoint) =>
                endpoint.Get(context.Request, LocalPage.OfThing(number), context.RequestAborted)
        );
    }
}

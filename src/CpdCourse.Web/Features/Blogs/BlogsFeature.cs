using CpdCourse.Domain.Blogs;
using CpdCourse.Domain.Conversation;
using CpdCourse.Linking.Feeds;
using CpdCourse.Linking.Tables;
using CpdCourse.Web.Features.Shared;
using CpdCourse.Web.Hosting;
using CpdCourse.Web.Jobs;

namespace CpdCourse.Web.Features.Blogs;

internal static class BlogsFeature
{
    public static void AddBlogs(this IServiceCollection services)
    {
        services.AddScoped<AskBlog>();
        services.AddScoped<FindFeed>();
        services.AddScoped<TakeSearch>();
        services.AddScoped<RecognisePost>();
        services.AddScoped<NoteEntries>();
        services.AddScoped<ListFound>();
        services.AddScoped<ListNoted>();
        services.AddScoped<TakeFeed>();
        services.AddScoped<TakeTexts>();
        services.AddScoped<SteerBlog>();
        services.AddScoped<SteerBlogs>();
        services.AddScoped<WhyNot>();
        services.AddScoped<BlogDesk>();
        services.AddScoped<ExportBlogs>();
        services.React<BlogAsked, SearchBlog>(isSlow: true);
        services.Later<BlogToSearch, SearchBlog>(isSlow: true);
        services.React<BlogFollowed, ListEntries>();
        services.React<BlogFellSilent, TellOfSilence>();
        services.React<BlogTextsUnwanted, DropTexts>();
        services.Later<BlogToRead, ReadBlog>(isSlow: true);
        services.Later<EntryToCheck, CheckEntry>(isSlow: true);
        services.Every<ReadBlogs>(TimeSpan.FromMinutes(1));
        services.Every<AskWriters>(TimeSpan.FromHours(1));
        services.Every<ForgetBlogs>(TimeSpan.FromDays(1));
        services.AddProof();
        services.AddSinglePages();
        services.AddImport();
        services.AddHubs();
    }

    // Whose a blog is.
    private static void AddProof(this IServiceCollection services)
    {
        services.AddScoped<ProveBlog>();
        services.AddScoped<ProvenBlogs>();
        services.React<MentionVerified, ProveByMention>(isSlow: true);
        services.Later<BlogToProve, LookForProof>(isSlow: true);
    }

    // Posts that come without a feed: somebody pastes the address, or the page tells of itself.
    private static void AddSinglePages(this IServiceCollection services)
    {
        services.AddScoped<AskVisit>();
        services.AddScoped<ListElsewhere>();
        services.AddScoped<TakeOwnPage>();
        services.React<VisitAsked, LookAtPage>(isSlow: true);
        services.Every<ForgetVisits>(TimeSpan.FromDays(1));
        services.React<MentionClaimed, LookAtOwnPage>(isSlow: true);
    }

    private static void AddImport(this IServiceCollection services)
    {
        services.AddScoped<TakeList>();
        services.AddScoped<SettleLine>();
        services.AddScoped<SteerLines>();
        services.AddScoped<ListImport>();
        services.Every<QueueLines>(TimeSpan.FromMinutes(1));
        services.Later<LineToWork, WorkLine>(isSlow: true);
    }

    private static void AddHubs(this IServiceCollection services)
    {
        services.AddScoped<HeedHub>();
        services.AddScoped<HubCallback>();
        services.AddSingleton<HubLimits>();
        services.Later<HubToAsk, AskHub>(isSlow: true);
        services.Every<TendHubs>(TimeSpan.FromMinutes(1));
    }

    public static void MapBlogs(this IEndpointRouteBuilder routes)
    {
        Export(routes, "/studio/blogs.opml", OpmlWriter.ContentType, e => e.Opml);
        Export(routes, "/studio/blogs.csv", CsvWriter.ContentType, e => e.Csv);
        var callback = Addresses.HubCallback("{token:length(40)}");
        routes.MapGet(
            callback,
            (string token, HttpContext context, HubCallback hub) =>
                hub.Verify(token, context, context.RequestAborted)
        );
        routes.MapPost(
            callback,
            (string token, HttpContext context, HubCallback hub) =>
                hub.Tell(token, context, context.RequestAborted)
        );
    }

    private static void Export(
        IEndpointRouteBuilder routes,
        string path,
        string type,
        Func<ExportBlogs, Func<BlogSlice, CancellationToken, Task<byte[]>>> write
    ) =>
        routes
            .MapGet(
                path,
                async (
                    string? show,
                    string? q,
                    ExportBlogs export,
                    HttpResponse answer,
                    CancellationToken stop
                ) =>
                {
                    answer.Headers.CacheControl = "no-store";
                    return Results.Bytes(
                        await write(export)(BlogSlice.Read(show, q), stop),
                        type,
                        Path.GetFileName(path)
                    );
                }
            )
            .RequireAuthorization(Policies.Organiser);
}

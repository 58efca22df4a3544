using CpdCourse.Domain.Conversation;
using CpdCourse.Web.Features.Shared.Conversation;
using CpdCourse.Web.Jobs;
using Microsoft.AspNetCore.Mvc.TagHelpers;

namespace CpdCourse.Web.Features.Comments;

internal static class CommentsFeature
{
    // In characters: the lists of some thousand posts.
    private const int KeptLists = 2 * 1024 * 1024;

    public static void AddComments(this IServiceCollection services)
    {
        services.AddSingleton<FormStamps>();
        services.AddScoped<OwnComments>();
        services.AddScoped<ReadThread>();
        services.AddScoped<ShowComments>();
        services.Configure<CacheTagHelperOptions>(options => options.SizeLimit = KeptLists);
        services.AddScoped<ToldNotes>();

        services.AddSingleton<StrangerLimits>();
        services.AddSingleton<StopKeys>();
        services.AddScoped<FormCheck>();
        services.AddScoped<FormKeys>();
        services.AddScoped<CommentText>();
        services.AddScoped<Acquaintance>();
        services.AddScoped<CommentLimits>();
        services.AddScoped<FindComment>();
        services.AddScoped<SaveComment>();
        services.AddScoped<WriteComment>();
        services.AddScoped<RewordComment>();
        services.AddScoped<FileReport>();

        services.AddScoped<CommentLetters>();
        services.React<CommentAccepted, TellOfComment>();
        services.Every<ForgetFormKeys>(TimeSpan.FromHours(24));
    }
}

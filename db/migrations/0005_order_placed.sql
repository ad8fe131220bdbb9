-- By hand: the name alone changes, so rows keep their type and none is rewritten.
ALTER TYPE "public"."notification_type" RENAME VALUE 'order_created' TO 'order_placed';
